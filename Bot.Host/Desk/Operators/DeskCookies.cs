using Bot.Host.Http;
using Bot.Host.Settings;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Bot.Host.Desk.Operators;

/// <summary>Sign-in by the framework's cookie scheme, and its antiforgery.</summary>
/// <remarks>
/// The cookies go to this host alone, over TLS alone outside of Development, to no script and along with no request that another site began. A session ends
/// after its time, when the operator signs out, is disabled or gets another password: the stamp in it is compared at every request.
/// </remarks>
internal static class DeskCookies
{
    /// <summary>What changes anything carries the token of the page in it.</summary>
    public const string TokenHeader = "X-Desk-Token";

    private const string Name = "bot-desk";

    public static IServiceCollection AddDeskCookies(this IServiceCollection services)
    {
        services.TryAddSingleton<IDataProtectionProvider>(all => new SealedProtection(all.GetRequiredService<Storage.Sealing.Sealer>()));
        services.AddAntiforgery(options => (options.HeaderName, options.SuppressXFrameOptionsHeader) = (TokenHeader, true));

        // It would write a ring of keys at the start, which no one here needs.
        foreach (var worker in services.Where(service => service.ServiceType == typeof(IHostedService)
            && service.ImplementationType?.Assembly == typeof(DataProtectionServiceCollectionExtensions).Assembly).ToList())
        {
            services.Remove(worker);
        }

        new AuthenticationBuilder(services).AddCookie(OperatorPrincipal.Scheme);
        services.AddOptions<AntiforgeryOptions>().Configure<IHostEnvironment>((options, host) =>
        {
            Close(options.Cookie = new ProxiedCookie(!host.IsDevelopment()), $"{Name}-token", host);
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddOptions<CookieAuthenticationOptions>(OperatorPrincipal.Scheme).Configure<IHostEnvironment, IOptions<DeskOptions>>((options, host, desk) =>
        {
            Close(options.Cookie, Name, host);
            (options.ExpireTimeSpan, options.SlidingExpiration) = (desk.Value.SessionLife, false);
            options.Events.OnValidatePrincipal = ValidateAsync;
            options.Events.OnRedirectToLogin = context => RefuseAsync(context, StatusCodes.Status401Unauthorized, "Sign in first.");
            options.Events.OnRedirectToAccessDenied = context => RefuseAsync(context, StatusCodes.Status403Forbidden, "Your roles do not allow this.");
        });
        return services;
    }

    private static void Close(CookieBuilder cookie, string name, IHostEnvironment host)
    {
        // The prefix has browsers hold the cookie to this very host, over TLS (RFC 6265bis).
        cookie.Name = host.IsDevelopment() ? name : $"__Host-{name}";
        cookie.SecurePolicy = host.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        (cookie.HttpOnly, cookie.SameSite, cookie.Path, cookie.IsEssential) = (true, SameSiteMode.Strict, "/", true);
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var operators = context.HttpContext.RequestServices.GetRequiredService<OperatorRepository>();
        var known = await operators.FindAsync(context.Principal?.Identity?.Name ?? "", context.HttpContext.RequestAborted);
        if (OperatorPrincipal.Holds(context.Principal, known)) context.ReplacePrincipal(OperatorPrincipal.Of(known!));
        else context.RejectPrincipal();
    }

    private static Task RefuseAsync(RedirectContext<CookieAuthenticationOptions> context, int status, string sentence)
    {
        var isPage = context.Request.Path == "/desk";
        PageHeaders.Set(context.Response, "default-src 'none'; frame-ancestors 'none'");
        context.Response.Headers.CacheControl = "no-store";
        context.Response.StatusCode = isPage ? StatusCodes.Status302Found : status;
        if (!isPage) return context.Response.WriteAsJsonAsync(new { message = sentence }, context.HttpContext.RequestAborted);

        context.Response.Headers.Location = "/desk/sign-in";
        return Task.CompletedTask;
    }

    /// <summary>A cookie that goes over TLS alone, written by a host that sees none of it: a proxy has ended it.</summary>
    /// <remarks>
    /// The framework's antiforgery refuses a plain request where <see cref="CookieBuilder.SecurePolicy"/> is <c>Always</c>, and so every request here.
    /// </remarks>
    private sealed class ProxiedCookie(bool overTlsAlone) : CookieBuilder
    {
        public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
        {
            var built = base.Build(context, expiresFrom);
            built.Secure |= overTlsAlone;
            return built;
        }
    }
}

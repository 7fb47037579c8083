using Bot.Host.Access;
using Bot.Host.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Bot.Host.Desk.Operators;

/// <summary>
/// Sign-in by an identity provider, over the framework's own handler: authorization code with PKCE, the id token checked against the provider's keys. Who
/// comes so has an account of the desk without a password; its roles are those of the claim, each time anew.
/// </summary>
/// <remarks>
/// The answer is a redirect that the provider's page began, along with which browsers send no strict cookie: the cookies of the way are lax, and it ends at the
/// desk's own door, whose page goes on to the desk.
/// </remarks>
internal static class OpenIdSignIn
{
    public const string Scheme = "DeskOpenId";

    /// <summary>Where the provider sends people back; the framework's middleware takes them in there.</summary>
    private const string Callback = "/desk/oidc";

    private const string Issuer = "iss";

    /// <summary>The door, for those who have come in.</summary>
    private const string In = "/desk/sign-in?in";

    /// <summary>The door, for those who are not let in.</summary>
    private const string Refused = "/desk/sign-in?refused";

    public static IServiceCollection AddOpenIdSignIn(this IServiceCollection services, OpenIdOptions desk)
    {
        if (!desk.IsOn) return services;

        services.TryAddSingleton<IAuthenticationConfigurationProvider, OwnSettings>();
        new AuthenticationBuilder(services).AddOpenIdConnect(Scheme, options =>
        {
            (options.Authority, options.ClientId) = (desk.Authority, desk.ClientId);
            if (desk.ClientSecret.Length > 0) options.ClientSecret = desk.ClientSecret;
            (options.SignInScheme, options.CallbackPath) = (OperatorPrincipal.Scheme, Callback);

            // It answers the callback alone: a sign-out that another site begins (/signout-oidc by default, for everyone) is none of ours.
            (options.RemoteSignOutPath, options.SignedOutCallbackPath) = (PathString.Empty, PathString.Empty);
            (options.ResponseType, options.ResponseMode, options.UsePkce) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query, true);
            (options.MapInboundClaims, options.SaveTokens, options.GetClaimsFromUserInfoEndpoint) = (false, false, false);
            options.RequireHttpsMetadata = !new Uri(desk.Authority).IsLoopback;
            options.Events.OnRedirectToIdentityProvider = context =>
            {
                if (desk.Redirect.Length > 0) context.ProtocolMessage.RedirectUri = desk.Redirect;
                return Task.CompletedTask;
            };
            // The nonce is looked at after the token: only then is anything done.
            options.ClaimActions.Remove(Issuer);
            options.Events.OnTicketReceived = context => LetInAsync(context, desk);
            options.Events.OnRemoteFailure = context =>
            {
                Log(context.HttpContext).LogWarning("No sign-in by OpenID Connect: {Why}", context.Failure?.Message);
                context.Response.Redirect(Refused);
                context.HandleResponse();
                return Task.CompletedTask;
            };
        });
        services.AddOptions<OpenIdConnectOptions>(Scheme).Configure<IHostEnvironment>((options, host) =>
        {
            foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
            {
                cookie.SameSite = SameSiteMode.Lax;
                cookie.SecurePolicy = host.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            }
        });
        return services;
    }

    /// <summary>Takes in who the provider sends back. At that path alone: no other request makes the framework's handler.</summary>
    public static IApplicationBuilder UseOpenIdSignIn(this IApplicationBuilder app) =>
        app.ApplicationServices.GetRequiredService<IOptions<OpenIdOptions>>().Value.IsOn
            ? app.UseWhen(context => context.Request.Path == Callback, back => back.UseAuthentication())
            : app;

    /// <summary>Sends a person to the provider.</summary>
    public static async Task BeginAsync(HttpContext context)
    {
        try
        {
            await context.ChallengeAsync(Scheme, new() { RedirectUri = In });
        }
        catch (Exception failure) when (failure is InvalidOperationException or HttpRequestException or IOException)
        {
            Log(context).LogWarning("DESK_OIDC_AUTHORITY tells nothing of itself: {Why}", failure.Message);
            context.Response.Redirect(Refused);
        }
    }

    private static async Task LetInAsync(TicketReceivedContext context, OpenIdOptions desk)
    {
        var (services, cancel) = (context.HttpContext.RequestServices, context.HttpContext.RequestAborted);
        var claims = context.Principal!.Claims.ToList();
        var name = Named(claims.FirstOrDefault(claim => claim.Type == desk.NameClaim)?.Value ?? "");
        var roles = desk.RolesOf(claims.Where(claim => claim.Type == desk.RoleClaim).Select(claim => claim.Value));
        var (issuer, subject) = (claims.FirstOrDefault(claim => claim.Type == Issuer)?.Value ?? "", claims.FirstOrDefault(claim => claim.Type == "sub")?.Value ?? "");
        var why = issuer.Length == 0 || subject.Length == 0 || !Operator.IsName(name) ? $"the claim {desk.NameClaim} makes no name of the desk"
            : roles.Count == 0 ? $"the claim {desk.RoleClaim} has no role of the desk"
            : null;
        var known = why is null
            ? await services.GetRequiredService<OperatorRepository>().ComeAsync(name, $"{issuer}|{subject}", [.. roles], cancel)
            : null;
        if (known is null)
        {
            Log(context.HttpContext).LogWarning("No sign-in by OpenID Connect: {Why}", why ?? "the name is another's, or the account is disabled");
            context.Response.Redirect(Refused);
            context.HandleResponse();
            return;
        }

        await services.GetRequiredService<AuditTrail>().WriteAsync(known.Name, "signIn", known.Name, "OpenID Connect", cancel);
        context.Principal = OperatorPrincipal.Ticket(known);
    }

    /// <summary>A name of the desk: of an address what stands before its sign, in small letters.</summary>
    private static string Named(string claim) =>
        string.Concat(claim.Split('@')[0].ToLowerInvariant().Select(sign => char.IsAsciiLetterOrDigit(sign) || sign == '.' ? sign : '-'));

    private static ILogger Log(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(OpenIdSignIn).FullName!);

    /// <summary>Schemes are set here, not by the framework's own part of the configuration.</summary>
    private sealed class OwnSettings : IAuthenticationConfigurationProvider
    {
        public IConfiguration AuthenticationConfiguration { get; } = new ConfigurationBuilder().Build();
    }
}

using Bot.Engine.Abstractions;
using Bot.Host.Keys;
using Bot.Host.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Bot.Host.Access;

/// <summary>Authentication by API key, and authorization by the scopes of the key.</summary>
internal static class AccessServices
{
    /// <remarks>The parts of the framework's own <c>AddAuthentication</c> without its data protection, which would write a key ring at the start.</remarks>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.TryAddSingleton<WrongKeys>();
        services.TryAddSingleton(provider => ApiKeys.Of(provider.GetRequiredService<IOptions<AccessOptions>>().Value,
            provider.GetRequiredService<IOptions<DeploymentOptions>>().Value, provider.GetRequiredService<WrongKeys>(), provider.GetService<ApiKeyBook>()));
        services.TryAddSingleton<AuditTrail>();
        services.TryAddSingleton(all => new ApiAudit(
            all.GetService<IRecordLists>() is null ? null : all.GetRequiredService<AuditTrail>(), all.GetRequiredService<ILoggerFactory>()));
        services.AddAuthenticationCore(options => options.DefaultScheme = ApiKeyHandler.Scheme);
        services.AddWebEncoders();
        services.AddScheme<ApiKeyHandler>(ApiKeyHandler.Scheme);
        services.AddAuthorization();
        return services;
    }

    public static IServiceCollection AddScheme<THandler>(this IServiceCollection services, string name)
        where THandler : AuthenticationHandler<AuthenticationSchemeOptions>
    {
        new AuthenticationBuilder(services).AddScheme<AuthenticationSchemeOptions, THandler>(name, null);
        return services;
    }
}

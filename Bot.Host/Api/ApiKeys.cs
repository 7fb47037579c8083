using System.Security.Cryptography;
using System.Text;
using Bot.Host.Settings;
using Microsoft.Extensions.Options;

namespace Bot.Host.Api;

/// <summary>Who may call the REST areas. Keys are held as SHA-256 hashes and compared in constant time, all of them for every call.</summary>
/// <param name="openToLocal">No key is set in Development: callers on this machine are let in as <c>local</c>, everyone else is refused.</param>
internal sealed class ApiKeys(IEnumerable<ApiKeySetting> keys, bool openToLocal)
{
    private readonly (byte[] Hash, ApiCaller Caller)[] _keys =
        [.. keys.Select(key => (Hash(key.Key), new ApiCaller(key.Name, key.Scopes)))];

    public static ApiKeys Of(AccessOptions access, DeploymentOptions deployment) => new(access.Keys, deployment.IsDevelopment && access.Keys.Count == 0);

    /// <returns>Null when the request shows no key of ours.</returns>
    public ApiCaller? Identify(HttpContext context)
    {
        var given = Hash(Given(context.Request.Headers));
        ApiCaller? found = null;
        foreach (var (hash, caller) in _keys)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, given))
                found = caller;
        }

        return found ?? (openToLocal && LocalCaller.Is(context) ? ApiCaller.Local : null);
    }

    /// <summary><c>X-API-Key</c>, else <c>Authorization: Bearer</c>.</summary>
    private static string Given(IHeaderDictionary headers)
    {
        if (headers["X-API-Key"].ToString() is { Length: > 0 } key)
            return key.Trim();
        var authorization = headers.Authorization.ToString();
        return authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? authorization[7..].Trim() : "";
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}

/// <summary>The keys as a service.</summary>
internal static class ApiKeyServices
{
    public static IServiceCollection AddApiKeys(this IServiceCollection services) =>
        services.AddSingleton(all => ApiKeys.Of(all.GetRequiredService<IOptions<AccessOptions>>().Value, all.GetRequiredService<IOptions<DeploymentOptions>>().Value));
}

/// <summary>Who calls.</summary>
/// <param name="Name">The key's name in <c>API_KEYS</c>.</param>
/// <param name="Scopes">What the key may do; empty: everything.</param>
internal sealed record ApiCaller(string Name, IReadOnlySet<string> Scopes)
{
    public static readonly ApiCaller Local = new("local", new HashSet<string>());

    public bool May(string? scope) => scope is null || Scopes.Count == 0 || Scopes.Contains(scope);

    /// <summary>The caller of a request that passed <see cref="KeyGuard.RequireKey"/>.</summary>
    public static ApiCaller Of(HttpContext context) =>
        context.Features.Get<ApiCaller>() ?? throw new InvalidOperationException("This endpoint asks for its caller but not for a key: add RequireKey to its route.");
}

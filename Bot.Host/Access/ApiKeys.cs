using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Bot.Host.Settings;

namespace Bot.Host.Access;

/// <summary>The API keys of this host. Keys are held as SHA-256 hashes and compared in constant time, all of them for every call.</summary>
/// <param name="openToLocal">No key is set in Development: callers on this machine are let in as <c>local</c>, all others are refused.</param>
internal sealed class ApiKeys(IEnumerable<ApiKeySetting> keys, bool openToLocal)
{
    private readonly (byte[] Hash, ClaimsPrincipal Caller)[] _keys = [.. keys.Select(key => (Hash(key.Key), Caller.OfKey(key.Name, key.Scopes)))];

    public static ApiKeys Of(AccessOptions access, DeploymentOptions deployment) => new(access.Keys, deployment.IsDevelopment && access.Keys.Count == 0);

    /// <returns>Null when the request shows no key of this host.</returns>
    public ClaimsPrincipal? Identify(HttpContext context) =>
        Find(KeyIn(context.Request.Headers)) ?? (openToLocal && LocalCaller.Is(context) ? Caller.Local : null);

    /// <summary>The caller of a key; null for none of this host.</summary>
    public ClaimsPrincipal? Find(string key)
    {
        if (key.Length == 0) return null;

        var hashed = Hash(key);
        ClaimsPrincipal? found = null;
        foreach (var (hash, caller) in _keys)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, hashed))
                found = caller;
        }

        return found;
    }

    /// <summary><c>X-API-Key</c>, else <c>Authorization: Bearer</c>.</summary>
    private static string KeyIn(IHeaderDictionary headers)
    {
        if (headers["X-API-Key"].ToString() is { Length: > 0 } key)
            return key.Trim();
        var authorization = headers.Authorization.ToString();
        return authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? authorization[7..].Trim() : "";
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}

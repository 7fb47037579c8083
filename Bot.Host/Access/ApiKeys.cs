using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Bot.Host.Settings;

namespace Bot.Host.Access;

/// <summary>The API keys of this host. Keys are held as SHA-256 hashes and compared in constant time, all of them for every call.</summary>
/// <param name="openToLocal">No key is set in Development: callers on this machine are let in as <c>local</c>, all others are refused.</param>
internal sealed class ApiKeys(IEnumerable<ApiKeySetting> keys, bool openToLocal, WrongKeys wrong)
{
    private readonly (byte[] Hash, ClaimsPrincipal Caller)[] _keys = [.. keys.Select(key => (Hash(key.Key), Caller.OfKey(key.Name, key.Scopes)))];

    public static ApiKeys Of(AccessOptions access, DeploymentOptions deployment, WrongKeys wrong) =>
        new(access.Keys, deployment.IsDevelopment && access.Keys.Count == 0, wrong);

    /// <returns>Null when the request shows no key of this host.</returns>
    public ClaimsPrincipal? Identify(HttpContext context) =>
        Identify(context, KeyInRequest.Of(context.Request)) ?? (openToLocal && LocalCaller.Is(context) ? Caller.Local : null);

    /// <summary>The same of a page, which browsers show a key as a password.</summary>
    public ClaimsPrincipal? IdentifyOnPage(HttpContext context) =>
        KeyInRequest.PasswordOf(context.Request) is { } password ? Identify(context, password) : context.User.HasKey() ? context.User : null;

    private ClaimsPrincipal? Identify(HttpContext context, string key)
    {
        if (key.Length == 0) return null;

        var caller = Find(key);
        if (caller is null) wrong.Note(context);
        return caller;
    }

    /// <summary>The caller of a key; null for none of this host.</summary>
    private ClaimsPrincipal? Find(string key)
    {
        var hashed = Hash(key);
        ClaimsPrincipal? found = null;
        foreach (var (hash, caller) in _keys)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, hashed))
                found = caller;
        }

        return found;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}

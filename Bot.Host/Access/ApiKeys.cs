using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Bot.Host.Keys;
using Bot.Host.Settings;

namespace Bot.Host.Access;

/// <summary>
/// The API keys of this host: those of the settings, and those that are kept in the database. Held as SHA-256 hashes and compared in constant time, all of them
/// for every call.
/// </summary>
/// <param name="openToLocal">No key is set in Development: callers on this machine are let in as <c>local</c>, all others are refused.</param>
/// <param name="used">Told the name of a kept key when it is shown.</param>
internal sealed class ApiKeys(IEnumerable<ApiKeySetting> keys, bool openToLocal, WrongKeys wrong, Action<string>? used = null)
{
    private readonly (byte[] Hash, ClaimsPrincipal Caller)[] _keys = [.. keys.Select(key => (Hash(key.Key), Caller.OfKey(key.Name, key.Scopes)))];

    private volatile (byte[] Hash, ClaimsPrincipal Caller)[] _kept = [];

    /// <param name="book">The kept keys; null where there are none.</param>
    public static ApiKeys Of(AccessOptions access, DeploymentOptions deployment, WrongKeys wrong, ApiKeyBook? book = null)
    {
        var keys = new ApiKeys(access.Keys, deployment.IsDevelopment && access.Keys.Count == 0, wrong, book is null ? null : book.Note);
        if (book is null) return keys;

        keys.Keep(book.Keys);
        book.Changed += keys.Keep;
        return keys;
    }

    /// <summary>From now on these kept keys open something, and no others.</summary>
    public void Keep(IReadOnlyList<StoredApiKey> kept) =>
        _kept = [.. kept.Select(key => (Convert.FromHexString(key.Hash), Caller.OfKey(key.Name, key.Scopes.ToHashSet(StringComparer.Ordinal))))];

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
        if (Find(_keys, hashed) is { } known) return known;

        var found = Find(_kept, hashed);
        if (found is not null) used?.Invoke(found.NameOf());
        return found;
    }

    private static ClaimsPrincipal? Find((byte[] Hash, ClaimsPrincipal Caller)[] keys, byte[] hashed)
    {
        ClaimsPrincipal? found = null;
        foreach (var (hash, caller) in keys)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, hashed))
                found = caller;
        }

        return found;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}

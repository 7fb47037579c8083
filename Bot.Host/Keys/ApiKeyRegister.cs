using Bot.Engine.Abstractions;
using Bot.Host.Settings;

namespace Bot.Host.Keys;

/// <summary>Makes, lists and revokes API keys. They are kept by their hashes, and every host knows of a change within seconds.</summary>
/// <param name="taken">Names of the keys of the settings, which no kept key may have.</param>
internal sealed class ApiKeyRegister(IRecordStore records, IRecordLists lists, TimeProvider clock, IReadOnlyCollection<string> taken)
{
    /// <summary>Keys that a host looks at; nothing is ever removed, so a revoked one counts.</summary>
    public const int Most = 10_000;

    /// <summary>The word for every scope.</summary>
    public const string Everything = "all";

    private const int LongestName = 40;

    /// <summary>All that were made, revoked ones too, by name.</summary>
    public async Task<IReadOnlyList<StoredApiKey>> ListAsync(CancellationToken cancel)
    {
        var keys = new List<StoredApiKey>();
        await foreach (var row in lists.AllAsync(StoredApiKey.Kind, StoredApiKey.Listed.Key, StoredApiKey.Listed.Value, cancel))
        {
            keys.Add(StoredApiKey.Read(row));
            if (keys.Count == Most) break;
        }

        return [.. keys.OrderBy(key => key.Name, StringComparer.Ordinal)];
    }

    /// <summary>When a key was shown last to any host; null for never. Some minutes old at most.</summary>
    public async Task<DateTimeOffset?> LastUseAsync(string name, CancellationToken cancel) =>
        await records.FindAsync(ApiKeyUse.Kind, name, cancel) is { } use ? ApiKeyUse.Read(use).At : null;

    /// <summary>Makes a key. It is told this once.</summary>
    /// <param name="scopes">Empty, or <see cref="Everything"/>: everything.</param>
    /// <returns>The key with what is kept of it, or the sentence that says what to write instead.</returns>
    public async Task<(string? Key, StoredApiKey? Stored, string Refusal)> AddAsync(string name, IReadOnlyList<string> scopes, string by,
        CancellationToken cancel)
    {
        if (Fault(name, scopes) is { } fault) return (null, null, fault);

        var key = StoredApiKey.NewKey();
        var stored = new StoredApiKey(name, StoredApiKey.HashOf(key), [.. scopes.Where(scope => scope != Everything)], clock.GetUtcNow(), by);
        return await records.ChangeAsync([stored.Change(0)], cancel)
            ? (key, stored, "")
            : (null, null, $"There is or was a key named {name}; take another name, so that what each did stays told apart.");
    }

    /// <summary>Revokes a key. One that is revoked stays so.</summary>
    /// <returns>Null when it is revoked; else the sentence that says why not.</returns>
    public async Task<string?> RevokeAsync(string name, string by, CancellationToken cancel)
    {
        if (taken.Contains(name)) return $"The key {name} stands in API_KEYS; take it out there and start the hosts anew.";

        // Another host changes a key only by revoking it.
        if (await records.FindAsync(StoredApiKey.Kind, name, cancel) is not { } found) return $"There is no key named {name}.";
        var key = StoredApiKey.Read(found);
        if (key.RevokedAt is null) await records.ChangeAsync([(key with { RevokedAt = clock.GetUtcNow(), RevokedBy = by }).Change(found.Version)], cancel);
        return null;
    }

    /// <summary>What is wrong with a name or its scopes, as a sentence; null for nothing.</summary>
    public string? Fault(string name, IReadOnlyList<string> scopes)
    {
        if (name.Length is 0 or > LongestName || !name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_'))
            return $"A name has 1 to {LongestName} letters, digits, hyphens and underscores.";
        if (taken.Contains(name)) return $"The name {name} stands in API_KEYS; take another.";
        if (scopes.Contains(Everything) && scopes.Count > 1) return $"Write {Everything} alone, or some of: {string.Join(", ", ApiKeySetting.KnownScopes)}.";
        return scopes.FirstOrDefault(scope => scope != Everything && !ApiKeySetting.KnownScopes.Contains(scope)) is { } strange
            ? $"There is no scope '{strange}'; there are: {string.Join(", ", ApiKeySetting.KnownScopes)}, and {Everything}."
            : null;
    }
}

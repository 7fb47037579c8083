using Bot.Host.Access;
using Bot.Host.Api.Resources;
using Bot.Host.Keys;
using Bot.Host.Settings;
using Bot.Storage.Abstractions;

namespace Bot.Host.Api.Keys;

/// <summary>Makes, lists and revokes API keys, and tells how far a change of <c>SECRET_KEY</c> is.</summary>
internal sealed class KeyEndpoints(ApiKeyRegister register, ApiKeyBook book, IStore store)
{
    private const int LongestList = 200;

    public async Task<ResourceAnswer> ListAsync(ResourceCall call)
    {
        var keys = new List<KeyView>();
        foreach (var key in await register.ListAsync(call.Cancel)) keys.Add(KeyView.Of(key, await register.LastUseAsync(key.Name, call.Cancel)));
        return ResourceAnswer.Ok("Keys", keys);
    }

    public async Task<ResourceAnswer> CreateAsync(ResourceCall call, ResourceBody body)
    {
        body.Takes(["name", "scopes"], []);
        var name = body.Text("name", LongestList, needed: true) ?? "";
        var scopes = (body.Text("scopes", LongestList, needed: true) ?? "").Split(['+', ',', ' '],
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (body.Faults.Count > 0) return ResourceAnswer.Invalid(body.Faults);
        if (Beyond(call, scopes) is { } beyond) return ResourceAnswer.Conflict("A key makes no key that may do more than it may itself.", ("scopes", beyond));

        var (key, stored, refusal) = await register.AddAsync(name, scopes, call.Caller.NameOf(), call.Cancel);
        if (key is null) return ResourceAnswer.Conflict(refusal);

        await book.LookAsync(call.Cancel);
        return ResourceAnswer.Created("Key created", new NewKeyView(stored!.Name, key, KeyView.ScopesOf(stored)));
    }

    public async Task<ResourceAnswer> RevokeAsync(ResourceCall call)
    {
        if (await register.RevokeAsync(call.Path("name"), call.Caller.NameOf(), call.Cancel) is { } refusal) return ResourceAnswer.NotFound(refusal);

        await book.LookAsync(call.Cancel);
        return ResourceAnswer.Ok("Key revoked", new { Name = call.Path("name") });
    }

    public async Task<ResourceAnswer> RotationAsync(ResourceCall call) => ResourceAnswer.Ok("Rotation", RotationView.Of(await store.RotationAsync(call.Cancel)));

    /// <summary>What the caller may not do itself; null for nothing.</summary>
    private static string? Beyond(ResourceCall call, string[] scopes)
    {
        var wanted = scopes.Contains(ApiKeyRegister.Everything) || scopes.Length == 0 ? ApiKeySetting.KnownScopes : scopes;
        return wanted.Where(scope => ApiKeySetting.KnownScopes.Contains(scope) && !call.Caller.May(scope)).ToList() is { Count: > 0 } lacking
            ? $"This key has not: {string.Join(", ", lacking)}."
            : null;
    }
}

/// <summary>A key without itself.</summary>
/// <param name="Scopes">What it may do; <c>all</c> for everything.</param>
/// <param name="LastUsedAt">When it was shown last, to the minute; null for never.</param>
/// <param name="RevokedAt">Null while it opens something.</param>
internal sealed record KeyView(string Name, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? LastUsedAt,
    DateTimeOffset? RevokedAt,
    string? RevokedBy) : IRecordView
{
    string IRecordView.RecordId => Name;

    public static KeyView Of(StoredApiKey key, DateTimeOffset? used) => new(
        key.Name, ScopesOf(key), key.CreatedAt, key.CreatedBy, used, key.RevokedAt, ViewFields.Reference(key.RevokedBy));

    public static IReadOnlyList<string> ScopesOf(StoredApiKey key) => key.Scopes.Count > 0 ? key.Scopes : [ApiKeyRegister.Everything];
}

/// <param name="Key">The key itself; it is told this once.</param>
internal sealed record NewKeyView(string Name, string Key, IReadOnlyList<string> Scopes) : IRecordView
{
    string IRecordView.RecordId => Name;
}

/// <summary>How far a change of <c>SECRET_KEY</c> is in the database. Photos and what hosts keep by themselves are told by <c>rotate-key</c>.</summary>
/// <param name="State"><c>none</c>: everything is sealed with one key; <c>waiting</c>: several keys have sealed and no run is on its way; <c>running</c>: a
/// run is on its way, or was stopped and goes on where it was.</param>
/// <param name="Keys">Keys that have sealed something in the database.</param>
/// <param name="Pass">Of the run, from 1; 0 for none.</param>
/// <param name="Table">The table that is looked at; null for none.</param>
/// <param name="Done">Tables that this pass has gone through.</param>
/// <param name="Tables">Of so many.</param>
/// <param name="Sealed">Rows that this pass sealed anew.</param>
/// <param name="Unreadable">Rows that this pass could not open.</param>
internal sealed record RotationView(string State, int Keys, int Pass, string? Table, int Done, int Tables, long Sealed, long Unreadable)
{
    public static RotationView Of(RotationProgress progress) => new(
        progress.IsRunning ? "running" : progress.Keys > 1 ? "waiting" : "none", progress.Keys, progress.Pass, ViewFields.Reference(progress.Table), progress.Done,
        progress.Tables, progress.Sealed, progress.Unreadable);
}

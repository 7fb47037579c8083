using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Sessions;
using Bot.Storage.Abstractions;
using Bot.Storage.Care;

namespace Bot.Host.Persons;

/// <summary>Shows, exports and erases everything of one person.</summary>
/// <param name="after">From the request until everything is removed.</param>
internal sealed class PersonService(IStore store, PersonFinder finder, PersonRestrictions restrictions, ConversationRunner runner, ISecrets secrets,
    PersonErasure erasures, PersonSpools spools,
    TimeProvider clock, TimeSpan after)
{
    /// <summary>Everything of a person that is found; null for what is neither a number nor a session.</summary>
    public async Task<PersonFile?> FindAsync(string given, CancellationToken cancel)
    {
        if (await finder.FindAsync(given, cancel) is not { } keys) return null;
        if (await ErasureOfAsync(keys, cancel) is { } erasure && (erasure.DoneAt is null || keys.Ids.IsEmpty)) return new(keys, [], erasure);

        var rows = new List<PersonRow>();
        await foreach (var row in new PersonSearch(store).FindAsync(keys, cancel)) rows.Add(row);
        return new(keys, rows, null) { Spooled = await spools.FindAsync(keys, cancel) };
    }

    /// <summary>Restricts a person at once. Asked for again, it is the erasure that is open.</summary>
    /// <param name="why">Without personal values.</param>
    /// <returns>Null for what is neither a number nor a session.</returns>
    public async Task<Erasure?> EraseAsync(string given, string by, string why, CancellationToken cancel)
    {
        if (await finder.FindAsync(given, cancel) is not { } keys) return null;
        if (await ErasureOfAsync(keys, cancel) is { DoneAt: null } open) return open;

        // What goes on ends, and with it the timers, while the conversation still hears.
        var now = clock.GetUtcNow();
        var erasure = new Erasure(Guid.CreateVersion7().ToString("n"), SubjectOf(keys), now, by, why, now + after, keys);
        foreach (var conversation in keys.Conversations) await runner.DirectAsync(conversation, new EndedByOperator($"erase.{erasure.Id}", now), cancel);
        await store.ChangeAsync([erasure.Change(0)], cancel);
        await restrictions.LookAsync(cancel);
        return erasure;
    }

    /// <summary>Takes a request back before its time is over. What was going on has ended all the same.</summary>
    /// <returns>False when there is none, or it is being carried out.</returns>
    public async Task<bool> WithdrawAsync(string id, CancellationToken cancel)
    {
        var found = await store.FindAsync(ErasureKinds.Erasure, id, cancel);
        if (found is not { } stored || Erasure.Read(stored) is not { DoneAt: null, Found: null }) return false;

        var gone = await store.ChangeAsync([new(stored.Kind, stored.Key, stored.Version, null)], cancel);
        await restrictions.LookAsync(cancel);
        return gone;
    }

    /// <summary>An erasure by its id; null where there is none.</summary>
    public async Task<Erasure?> ErasureAsync(string id, CancellationToken cancel) =>
        id.Length > 0 && await store.FindAsync(ErasureKinds.Erasure, id, cancel) is { } stored ? Erasure.Read(stored) : null;

    /// <summary>Carries out the erasures whose time is over, from where an earlier run ended.</summary>
    /// <returns>How many are done now.</returns>
    public async Task<int> PurgeDueAsync(CancellationToken cancel)
    {
        var done = 0;
        foreach (var erasure in await restrictions.OpenAsync(cancel))
        {
            if (erasure.PurgeAt <= clock.GetUtcNow() && await PurgeAsync(erasure.Id, cancel) is not null) done++;
        }

        if (done > 0) await restrictions.LookAsync(cancel);
        return done;
    }

    /// <summary>Carries out one erasure; null while something of the person cannot be removed yet, or another host is faster.</summary>
    private async Task<Erasure?> PurgeAsync(string id, CancellationToken cancel)
    {
        var record = await store.FindAsync(ErasureKinds.Erasure, id, cancel);
        if (record is not { } stored || Erasure.Read(stored) is not { DoneAt: null, Keys: { } keys } erasure) return null;

        var version = stored.Version;
        if (erasure.Found is null)
        {
            // Counted before the first row goes, and what is to stay is written first: a run that is killed leaves both as they are.
            var (found, kept) = await new KeptProofs(store, clock).KeepAsync(keys, erasure, cancel);
            erasure = erasure with { Found = found, Kept = kept, Photos = await erasures.CountPhotosAsync(keys, cancel) };
            if (!await store.ChangeAsync([erasure.Change(version++)], cancel)) return null;
        }

        await erasures.PurgePhotosAsync(keys, cancel);
        if (!await spools.PurgeAsync(keys, cancel) || !await erasures.PurgeAsync(keys, EndRunAsync, cancel)) return null;
        await foreach (var row in new PersonSearch(store).FindAsync(keys, cancel))
        {
            // Written meanwhile, or by another at work on it: the next run finds it.
            if (row.Kind != ErasureKinds.Erasure) return null;
        }

        erasure = erasure with { Keys = null, DoneAt = clock.GetUtcNow() };
        return await store.ChangeAsync([erasure.Change(version)], cancel) ? erasure : null;

        async Task<bool> EndRunAsync(string conversation)
        {
            await runner.DirectAsync(conversation, new EndedByOperator($"erase.{erasure.Id}.{clock.GetUtcNow().ToUnixTimeMilliseconds()}", clock.GetUtcNow()), cancel);
            return await store.LoadAsync(conversation, cancel) is not { Session.Frames.IsEmpty: false };
        }
    }

    private async Task<Erasure?> ErasureOfAsync(PersonKeys keys, CancellationToken cancel)
    {
        var lookup = Erasure.Of(SubjectOf(keys));
        return (await store.LookUpAsync(ErasureKinds.Erasure, lookup.Key, lookup.Value, 1, cancel)) is [var newest] ? Erasure.Read(newest) : null;
    }

    private string SubjectOf(PersonKeys keys) => secrets.Hash("person", keys.Number.Length > 0 ? keys.Number
        : keys.Conversations.Order(StringComparer.Ordinal).First());
}

/// <summary>What is known of a person.</summary>
/// <param name="Rows">Empty where they are restricted or were erased.</param>
/// <param name="Erasure">The erasure that is open, or done; null for none.</param>
internal sealed record PersonFile(PersonKeys Keys, IReadOnlyList<PersonRow> Rows, Erasure? Erasure)
{
    /// <summary>What this host keeps on its own disk while the database is away, and is not handled yet.</summary>
    public IReadOnlyList<PersonRow> Spooled { get; init; } = [];
}

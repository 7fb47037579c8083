using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Bot.Engine.Abstractions;

namespace Bot.Host.Access;

/// <summary>
/// The lasting log of what people did: entries are added and never changed, each with the hash of the one before, so that an entry that was altered or taken
/// out is told by <see cref="FaultsAsync(CancellationToken)"/>. Kept in every store, as records of kind <c>audit</c> that are only ever created.
/// </summary>
/// <remarks>An entry is written before the act: what cannot be written down is not done.</remarks>
internal sealed class AuditTrail(IRecordStore records, IRecordLists lists, TimeProvider clock) : IDisposable
{
    private const string Kind = "audit";
    private const string HeadKind = "auditHead";
    private const string HeadKey = "desk";
    private const string Log = "log";

    /// <summary>Other hosts may be faster this often before something else must be wrong.</summary>
    private const int ConflictLimit = 50;

    /// <summary>Entries of one commit.</summary>
    private const int AtOnce = 64;

    /// <summary>Entries that are looked at together.</summary>
    private const int PageSize = 500;

    private static readonly KeyValuePair<string, string>[] Lookup = [new(Log, HeadKey)];

    private readonly ConcurrentQueue<Waiting> _waiting = new();
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>Writes an entry. Entries that come at once lie down in one commit.</summary>
    /// <returns>The entry as it is written.</returns>
    /// <exception cref="StoreUnavailableException">It could not be written.</exception>
    public async Task<AuditEntry> WriteAsync(string who, string act, string target, string why, CancellationToken cancel)
    {
        var mine = new Waiting(new(0, default, who, act, target, why, ""));
        _waiting.Enqueue(mine);
        await _gate.WaitAsync(cancel);
        try
        {
            while (!mine.Written.Task.IsCompleted) await WriteWaitingAsync();
        }
        finally
        {
            _gate.Release();
        }

        return await mine.Written.Task;
    }

    /// <summary>Entries behind a number, in order. One that cannot be opened is there as <see cref="AuditEntry.Altered"/>.</summary>
    /// <param name="after">0 for the first.</param>
    public async Task<IReadOnlyList<AuditEntry>> ListAsync(long after, int limit, CancellationToken cancel)
    {
        try
        {
            return [.. (await lists.ListAsync(Kind, Log, HeadKey, after == 0 ? "" : KeyOf(after), limit, cancel)).Select(Read)];
        }
        catch (InvalidDataException)
        {
            return await OneByOneAsync(after, limit, cancel);
        }
    }

    public void Dispose() => _gate.Dispose();

    /// <summary>The number of the last entry; 0 for none.</summary>
    public async Task<long> LastAsync(CancellationToken cancel)
    {
        if (await FindHeadAsync(cancel) is { } head) return head.Number;

        var last = 0L;
        while (await ListAsync(last, PageSize, cancel) is [.., var end]) last = end.Number;
        return last;
    }

    /// <summary>What was altered or taken out, sentence by sentence; empty where the log is whole.</summary>
    public Task<IReadOnlyList<string>> FaultsAsync(CancellationToken cancel) => FaultsAsync(1, cancel);

    /// <summary>The same of a part.</summary>
    /// <param name="from">The entry from which on it is looked at; the one before counts as it is told there.</param>
    public async Task<IReadOnlyList<string>> FaultsAsync(long from, CancellationToken cancel)
    {
        var faults = new List<string>();
        var (number, hash) = (from - 1, from > 1 ? null : "");
        while (true)
        {
            var page = await ListAsync(number, PageSize, cancel);
            foreach (var entry in page)
            {
                if (entry.Number != number + 1) faults.Add($"Entries {number + 1} to {entry.Number - 1} are missing.");
                else if (hash is not null && !entry.IsAltered && entry.Before != hash)
                    faults.Add($"Entry {number} is not as it was when entry {entry.Number} was written.");
                if (entry.IsAltered) faults.Add($"Entry {entry.Number} cannot be read: it was altered.");
                (number, hash) = (entry.Number, entry.IsAltered ? null : entry.Hash);
            }

            if (page.Count < PageSize) break;
        }

        if (await FindHeadAsync(cancel) is not { } head) faults.Add("The end of the log cannot be read: it was altered.");
        else if (head.Number > number) faults.Add($"Entries {number + 1} to {head.Number} are missing.");
        else if (head.Number < number || (hash is not null && head.Hash != hash)) faults.Add($"Entry {number} is not as it was written.");
        return faults;
    }

    /// <summary>Writes the next ones that wait. It belongs to all of them, so that none of those who wait ends it.</summary>
    private async Task WriteWaitingAsync()
    {
        var some = new List<Waiting>(AtOnce);
        while (some.Count < AtOnce && _waiting.TryDequeue(out var next)) some.Add(next);
        try
        {
            var entries = await WriteAsync([.. some.Select(one => one.Entry)]);
            for (var at = 0; at < some.Count; at++) some[at].Written.SetResult(entries[at]);
        }
        catch (Exception failure)
        {
            foreach (var one in some) one.Written.SetException(failure);
        }
    }

    private async Task<IReadOnlyList<AuditEntry>> WriteAsync(IReadOnlyList<AuditEntry> asked)
    {
        for (var tries = 0; tries < ConflictLimit; tries++)
        {
            var (head, version) = await HeadAsync(CancellationToken.None);
            var (entries, changes) = (new List<AuditEntry>(asked.Count), new List<RecordChange>(asked.Count + 1));
            foreach (var one in asked)
            {
                var entry = one with { Number = head.Number + 1, At = clock.GetUtcNow(), Before = head.Hash };
                head = new(entry.Number, entry.Hash);
                entries.Add(entry);
                changes.Add(new(Kind, KeyOf(entry.Number), 0, JsonSerializer.Serialize(entry, AuditJson.Default.AuditEntry), Lookup));
            }

            changes.Add(new(HeadKind, HeadKey, version, JsonSerializer.Serialize(head, AuditJson.Default.AuditHead)));
            if (await records.ChangeAsync(changes, CancellationToken.None)) return entries;
        }

        throw new InvalidOperationException($"The audit log was written to {ConflictLimit} times under us.");
    }

    /// <summary>Entries behind a number, each asked for by itself.</summary>
    private async Task<IReadOnlyList<AuditEntry>> OneByOneAsync(long after, int limit, CancellationToken cancel)
    {
        var (entries, last) = (new List<AuditEntry>(), (await FindHeadAsync(cancel))?.Number ?? long.MaxValue);
        for (var number = after + 1; number <= last && entries.Count < limit; number++)
        {
            try
            {
                if (await records.FindAsync(Kind, KeyOf(number), cancel) is { } record) entries.Add(Read(record));
                else if (last == long.MaxValue) break;
            }
            catch (InvalidDataException)
            {
                entries.Add(AuditEntry.Altered(number));
            }
        }

        return entries;
    }

    /// <summary>The last entry's number and hash; null where that cannot be opened.</summary>
    private async Task<AuditHead?> FindHeadAsync(CancellationToken cancel)
    {
        try
        {
            return (await HeadAsync(cancel)).Head;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>The last entry's number and hash, with the version of their record; 0 for none.</summary>
    private async Task<(AuditHead Head, long Version)> HeadAsync(CancellationToken cancel) =>
        await records.FindAsync(HeadKind, HeadKey, cancel) is { } stored
            ? (JsonSerializer.Deserialize(stored.Body, AuditJson.Default.AuditHead)!, stored.Version)
            : (new(0, ""), 0);

    private static AuditEntry Read(StoredRecord record) => JsonSerializer.Deserialize(record.Body, AuditJson.Default.AuditEntry)!;

    // Keys of one length behind a slash come in the order of their numbers.
    private static string KeyOf(long number) => string.Create(CultureInfo.InvariantCulture, $"{HeadKey}/{number:00000000}");

    /// <summary>An entry that is to be written; its number and the hash of the one before are found then.</summary>
    private sealed record Waiting(AuditEntry Entry)
    {
        public TaskCompletionSource<AuditEntry> Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

using System.Globalization;
using System.Text.Json;
using Bot.Engine.Abstractions;

namespace Bot.Host.Access;

/// <summary>
/// The lasting log of what people did: entries are added and never changed, each with the hash of the one before, so that an entry that was altered or taken
/// out is told by <see cref="FaultsAsync"/>. Kept in every store, as records of kind <c>audit</c> that are only ever created.
/// </summary>
/// <remarks>An entry is written before the act: what cannot be written down is not done.</remarks>
internal sealed class AuditTrail(IRecordStore records, IRecordLists lists, TimeProvider clock)
{
    private const string Kind = "audit";
    private const string HeadKind = "auditHead";
    private const string HeadKey = "desk";
    private const string Log = "log";

    /// <summary>Other hosts may be faster this often before something else must be wrong.</summary>
    private const int ConflictLimit = 50;

    private static readonly KeyValuePair<string, string>[] Lookup = [new(Log, HeadKey)];

    /// <returns>The entry as it is written.</returns>
    public async Task<AuditEntry> WriteAsync(string who, string act, string target, string why, CancellationToken cancel)
    {
        for (var tries = 0; tries < ConflictLimit; tries++)
        {
            var stored = await records.FindAsync(HeadKind, HeadKey, cancel);
            var head = stored is null ? new AuditHead(0, "") : JsonSerializer.Deserialize(stored.Body, AuditJson.Default.AuditHead)!;
            var entry = new AuditEntry(head.Number + 1, clock.GetUtcNow(), who, act, target, why, head.Hash);
            RecordChange[] changes =
            [
                new(Kind, KeyOf(entry.Number), 0, JsonSerializer.Serialize(entry, AuditJson.Default.AuditEntry), Lookup),
                new(HeadKind, HeadKey, stored?.Version ?? 0, JsonSerializer.Serialize(new(entry.Number, entry.Hash), AuditJson.Default.AuditHead)),
            ];
            if (await records.ChangeAsync(changes, cancel)) return entry;
        }

        throw new InvalidOperationException($"The audit log was written to {ConflictLimit} times under us.");
    }

    /// <summary>Entries behind a number, in order.</summary>
    /// <param name="after">0 for the first.</param>
    public async Task<IReadOnlyList<AuditEntry>> ListAsync(long after, int limit, CancellationToken cancel) =>
        [.. (await lists.ListAsync(Kind, Log, HeadKey, after == 0 ? "" : KeyOf(after), limit, cancel))
            .Select(record => JsonSerializer.Deserialize(record.Body, AuditJson.Default.AuditEntry)!)];

    /// <summary>The number of the last entry; 0 for none.</summary>
    public async Task<long> LastAsync(CancellationToken cancel) => (await HeadAsync(cancel)).Number;

    /// <summary>What was altered or taken out, sentence by sentence; empty where the log is whole.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync(CancellationToken cancel)
    {
        const int PageSize = 500;
        var faults = new List<string>();
        var (number, hash) = (0L, "");
        while (true)
        {
            var page = await ListAsync(number, PageSize, cancel);
            foreach (var entry in page)
            {
                if (entry.Number != number + 1) faults.Add($"Entries {number + 1} to {entry.Number - 1} are missing.");
                else if (entry.Before != hash) faults.Add($"Entry {number} is not as it was when entry {entry.Number} was written.");
                (number, hash) = (entry.Number, entry.Hash);
            }

            if (page.Count < PageSize) break;
        }

        var head = await HeadAsync(cancel);
        if (head.Number > number) faults.Add($"Entries {number + 1} to {head.Number} are missing.");
        else if (head.Number < number || head.Hash != hash) faults.Add($"Entry {number} is not as it was written.");
        return faults;
    }

    private async Task<AuditHead> HeadAsync(CancellationToken cancel) =>
        await records.FindAsync(HeadKind, HeadKey, cancel) is { } stored ? JsonSerializer.Deserialize(stored.Body, AuditJson.Default.AuditHead)! : new(0, "");

    // Keys of one length behind a slash come in the order of their numbers.
    private static string KeyOf(long number) => string.Create(CultureInfo.InvariantCulture, $"{HeadKey}/{number:00000000}");
}

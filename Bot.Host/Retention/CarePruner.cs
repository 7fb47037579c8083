using System.Globalization;
using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;
using Bot.Host.Background;
using Bot.Host.Letters;
using Bot.Host.Persons;
using Bot.Host.Settings;
using Bot.Storage.Care;
using Microsoft.Extensions.Options;

namespace Bot.Host.Retention;

/// <summary>Removes letters that were dealt with, proofs and photos once their time is over, once an hour.</summary>
internal sealed partial class CarePruner(IRecordLists lists, IRecordStore records, IOptions<RetentionOptions> retention, IOptions<FolderOptions> folders,
    TimeProvider clock, ILogger<CarePruner> log) : PeriodicWork(TimeSpan.FromHours(1), clock)
{
    /// <summary>Removes what is due.</summary>
    /// <returns>How many records and files went.</returns>
    public async Task<int> PruneAsync(CancellationToken cancel)
    {
        var now = Clock.GetUtcNow();
        return await PruneAsync(ResolvedLetter.Kind, ResolvedLetter.Listed, row => ResolvedLetter.Read(row).ResolvedAt < now - retention.Value.Letters, cancel)
            + await PruneAsync(ErasureKinds.Proof, KeptProofs.Listed, row => UntilOf(row) < now, cancel)
            + PrunePhotos(now);
    }

    protected override Task WorkAsync(CancellationToken cancel) => PruneAsync(cancel);

    protected override void OnFailed(Exception failure) => NotPruned(failure);

    private Task<int> PruneAsync(string kind, KeyValuePair<string, string> listed, Func<StoredRecord, bool> isDue, CancellationToken cancel) =>
        lists.RemoveAsync(records, kind, listed.Key, listed.Value, isDue, cancel);

    /// <summary>By when a photo was written; what is remembered of it stays, and is asked for in vain.</summary>
    private int PrunePhotos(DateTimeOffset now)
    {
        if (retention.Value.Photos == TimeSpan.Zero || !Directory.Exists(folders.Value.Media)) return 0;

        var removed = 0;
        foreach (var file in Directory.EnumerateFiles(folders.Value.Media, "*", SearchOption.AllDirectories))
        {
            if (File.GetLastWriteTimeUtc(file) >= (now - retention.Value.Photos).UtcDateTime) continue;
            File.Delete(file);
            removed++;
        }

        return removed;
    }

    private static DateTimeOffset UntilOf(StoredRecord proof) =>
        DateTimeOffset.Parse((string?)JsonNode.Parse(proof.Body)?["until"] ?? "9999-12-31", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is kept no longer could not be removed; the next hour tries again")]
    private partial void NotPruned(Exception failure);
}

using Bot.Engine.Abstractions;

namespace Bot.Products.OneTimeCodes;

/// <summary>Moves one-time codes that were issued on this host's disk to the database that all hosts share.</summary>
/// <remarks>
/// A code leaves the disk, under another kind of record, before it arrives: at no moment can it be verified in both. A move that a crash broke off is completed
/// by the next call.
/// </remarks>
public sealed class CodeSync(IRecordStore local, IRecordStore database, TimeProvider clock)
{
    /// <summary>Codes that can be verified on this disk.</summary>
    public const string StayingKind = OneTimeCodeService.Kind;

    /// <summary>Codes under way to the database: they cannot be verified on this disk.</summary>
    public const string LeavingKind = "otpLeaving";

    /// <summary>Moves what this disk knows of one number; does nothing when that is nothing.</summary>
    /// <param name="key">See <see cref="OneTimeCodeService.KeyOf"/>.</param>
    public async Task MoveAsync(string key, CancellationToken cancel)
    {
        // One that was under way when a process died goes first: what came after it is newer.
        await CompleteAsync(key, cancel).ConfigureAwait(false);
        for (var tries = 0; tries < OneTimeCodeService.ConflictLimit; tries++)
        {
            if (await local.FindAsync(StayingKind, key, cancel).ConfigureAwait(false) is not { } staying) return;
            if (!await local.ChangeAsync([new(StayingKind, key, staying.Version, null), new(LeavingKind, key, 0, staying.Body)], cancel).ConfigureAwait(false))
                continue;

            await CompleteAsync(key, cancel).ConfigureAwait(false);
            return;
        }
        throw new InvalidOperationException($"A code on this disk changed {OneTimeCodeService.ConflictLimit} times under us.");
    }

    private async Task CompleteAsync(string key, CancellationToken cancel)
    {
        if (await local.FindAsync(LeavingKind, key, cancel).ConfigureAwait(false) is not { } leaving) return;

        var moved = OneTimeCodeService.Read(leaving);
        for (var tries = 0; ; tries++)
        {
            var stored = await database.FindAsync(StayingKind, key, cancel).ConfigureAwait(false);
            var merged = (stored is null ? new() : OneTimeCodeService.Read(stored)).MergedWith(moved, clock.GetUtcNow());
            if (await database.ChangeAsync(OneTimeCodeService.ChangesOf(key, stored?.Version ?? 0, merged), cancel).ConfigureAwait(false)) break;
            if (tries == OneTimeCodeService.ConflictLimit) throw new InvalidOperationException($"A record of kind {StayingKind} changed {tries} times under us.");
        }
        await local.ChangeAsync([new(LeavingKind, key, leaving.Version, null)], cancel).ConfigureAwait(false);
    }
}

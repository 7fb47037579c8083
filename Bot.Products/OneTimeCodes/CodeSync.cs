using Bot.Engine.Abstractions;

namespace Bot.Products.OneTimeCodes;

/// <summary>Brings one-time codes that were issued on a stand-in store to the store that everybody shares.</summary>
/// <remarks>A code leaves the stand-in, under another kind of record, before it arrives: at no moment can it be verified in both. What a crash leaves on its way, the next call brings to its end.</remarks>
public sealed class CodeSync(IRecordStore standIn, IRecordStore store, TimeProvider clock)
{
    /// <summary>Codes of numbers that can be verified at the stand-in.</summary>
    public const string StayingKind = OneTimeCodeService.Kind;

    /// <summary>Codes on their way: nobody verifies them there.</summary>
    public const string LeavingKind = "otpLeaving";

    /// <summary>Brings what the stand-in knows of one number; nothing happens when that is nothing.</summary>
    /// <param name="key">See <see cref="OneTimeCodeService.KeyOf"/>.</param>
    public async Task BringAsync(string key, CancellationToken cancel)
    {
        // One that was on its way when a process died goes first: what came after it is newer.
        await ArriveAsync(key, cancel).ConfigureAwait(false);
        for (var tries = 0; tries < OneTimeCodeService.RaceLimit; tries++)
        {
            if (await standIn.FindAsync(StayingKind, key, cancel).ConfigureAwait(false) is not { } staying) return;
            if (!await standIn.ChangeAsync([new(StayingKind, key, staying.Version, null), new(LeavingKind, key, 0, staying.Body)], cancel).ConfigureAwait(false)) continue;

            await ArriveAsync(key, cancel).ConfigureAwait(false);
            return;
        }
        throw new InvalidOperationException($"A code of the stand-in changed {OneTimeCodeService.RaceLimit} times under us.");
    }

    private async Task ArriveAsync(string key, CancellationToken cancel)
    {
        if (await standIn.FindAsync(LeavingKind, key, cancel).ConfigureAwait(false) is not { } leaving) return;

        var brought = OneTimeCodeService.Read(leaving);
        for (var tries = 0; ; tries++)
        {
            var stored = await store.FindAsync(StayingKind, key, cancel).ConfigureAwait(false);
            var joined = (stored is null ? new() : OneTimeCodeService.Read(stored)).Joined(brought, clock.GetUtcNow());
            if (await store.ChangeAsync(OneTimeCodeService.ChangesOf(key, stored?.Version ?? 0, joined), cancel).ConfigureAwait(false)) break;
            if (tries == OneTimeCodeService.RaceLimit) throw new InvalidOperationException($"A record of kind {StayingKind} changed {tries} times under us.");
        }
        await standIn.ChangeAsync([new(LeavingKind, key, leaving.Version, null)], cancel).ConfigureAwait(false);
    }
}

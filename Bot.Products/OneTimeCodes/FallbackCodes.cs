using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;

namespace Bot.Products.OneTimeCodes;

/// <summary>One-time codes of the API while the database is away: issued, sent and verified on this host, and moved to the database when it is back.</summary>
/// <param name="fallback">This host's disk.</param>
/// <param name="records">The codes on it.</param>
/// <param name="codes">Issues and verifies on <paramref name="records"/>.</param>
/// <param name="messenger">Sends through the fallback's outbox.</param>
/// <param name="database">Where the codes go.</param>
public sealed class FallbackCodes(IStoreFallback fallback, FallbackCodeRecords records, OneTimeCodeService codes, ICodeMessenger messenger,
    IRecordStore database, TimeProvider clock) : IFallbackSync
{
    private readonly CodeSync _sync = new(records, database, clock);
    private readonly ConversationQueue _queue = new();
    private readonly Lock _gate = new();
    private long _issued;
    private int _underWay;

    // Until a look has found none: a process before this one may have left some.
    private volatile bool _holds = true;

    /// <summary>The database is known to be away.</summary>
    public bool IsAway => fallback.IsAway;

    public void MarkAway(Exception failure) => fallback.MarkAway(failure);

    /// <param name="reference">Not one that was tried at the database: that try may have been written there.</param>
    /// <param name="send">See <see cref="OneTimeCodeService.IssueAsync"/>; with the messenger that works without the database.</param>
    public async Task<IssueResult> IssueAsync(string caller, string mobile, string reference, bool resend, Func<ICodeMessenger, string, Task<bool>> send,
        CancellationToken cancel)
    {
        lock (_gate)
        {
            (_issued, _underWay, _holds) = (_issued + 1, _underWay + 1, true);
        }

        try
        {
            return await codes.For(caller).IssueAsync(mobile, reference, resend, code => send(messenger, code), cancel).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate) _underWay--;
        }
    }

    /// <returns>Null when this host knows nothing of the number.</returns>
    public async Task<VerifyResult?> VerifyAsync(string caller, string mobile, string code, CancellationToken cancel)
    {
        var result = await codes.For(caller).VerifyAsync(mobile, code, cancel).ConfigureAwait(false);
        return result is VerifyResult.NotFound && (await codes.StateOfAsync(mobile, cancel).ConfigureAwait(false)).Current is null ? null : result;
    }

    /// <summary>Moves what this host knows of a number to the database, before the database is asked about it.</summary>
    public async Task SyncAsync(string mobile, CancellationToken cancel)
    {
        if (_holds) await MoveAsync(codes.KeyOf(mobile), cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>A code that is being sent may still change: as long as there is one, another run is asked for.</remarks>
    public async Task<bool> SyncAsync(CancellationToken cancel)
    {
        if (!_holds) return true;

        long seen;
        lock (_gate) seen = _issued;
        while (await records.KeysAsync(cancel).ConfigureAwait(false) is { Count: > 0 } keys)
        {
            foreach (var key in keys)
                await MoveAsync(key, cancel).ConfigureAwait(false);
        }

        lock (_gate)
        {
            if (_underWay == 0 && _issued == seen) _holds = false;
            return !_holds;
        }
    }

    // Half way a code belongs to neither store: callers that ask meanwhile wait, and their cancellation does not stop it.
    private async Task MoveAsync(string key, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        await _queue.RunAsync(key, async () =>
        {
            await _sync.MoveAsync(key, CancellationToken.None).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
    }
}

using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Products.OneTimeCodes;

namespace Bot.Storage.Spool;

/// <summary>One-time codes of the API while the database is away: issued, sent and verified on this host, and brought to the database when it is back.</summary>
internal sealed class FallbackCodes(FallbackRecords records, OneTimeCodeService codes, ICodeMessenger messenger, IRecordStore database, EventSpool spool, TimeProvider clock)
{
    private readonly CodeSync _return = new(records, database, clock);
    private readonly ConversationQueue _returning = new();
    private readonly Lock _gate = new();
    private long _issued;
    private int _underWay;

    // Until a look has found none: a process before this one may have left some.
    private volatile bool _holds = true;

    /// <summary>The database is known to be away.</summary>
    public bool Away => spool.Away;

    public void NoticeAway(Exception failure) => spool.NoticeAway(failure);

    /// <param name="reference">Not one that was tried at the database: that try may have been written there.</param>
    /// <param name="send">See <see cref="OneTimeCodeService.IssueAsync"/>; with the messenger that works without the database.</param>
    public async Task<IssueResult> IssueAsync(string mobile, string reference, bool resend, Func<ICodeMessenger, string, Task<bool>> send, CancellationToken cancel)
    {
        lock (_gate)
        {
            (_issued, _underWay, _holds) = (_issued + 1, _underWay + 1, true);
        }

        try
        {
            return await codes.IssueAsync(mobile, reference, resend, code => send(messenger, code), cancel);
        }
        finally
        {
            lock (_gate) _underWay--;
        }
    }

    /// <returns>Null when this host knows nothing of the number.</returns>
    public async Task<VerifyResult?> VerifyAsync(string mobile, string code, CancellationToken cancel)
    {
        var result = await codes.VerifyAsync(mobile, code, cancel);
        return result is VerifyResult.NotFound && (await codes.StateOfAsync(mobile, cancel)).Current is null ? null : result;
    }

    /// <summary>Brings what this host knows of a number to the database, before the database is asked about it.</summary>
    public async Task ReturnAsync(string mobile, CancellationToken cancel)
    {
        if (_holds) await BringAsync(codes.KeyOf(mobile), cancel);
    }

    /// <summary>Brings everything.</summary>
    /// <returns>Whether nothing is left: a code that is being sent may still change.</returns>
    public async Task<bool> ReturnAllAsync(CancellationToken cancel)
    {
        if (!_holds) return true;

        long seen;
        lock (_gate) seen = _issued;
        while (await records.KeysAsync(cancel) is { Count: > 0 } keys)
            foreach (var key in keys)
                await BringAsync(key, cancel);

        lock (_gate)
        {
            if (_underWay == 0 && _issued == seen) _holds = false;
            return !_holds;
        }
    }

    // Half way it belongs to neither store: whoever asks meanwhile waits, and a caller's impatience does not stop it.
    private async Task BringAsync(string key, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        await _returning.RunAsync(key, async () =>
        {
            await _return.BringAsync(key, CancellationToken.None);
            return true;
        });
    }
}

using Bot.Engine.Abstractions;

namespace Bot.Products.OneTimeCodes;

/// <summary>The API's one-time codes: in the database, and while it is away on this host.</summary>
/// <param name="fallback">Null where the database is a file of this host.</param>
public sealed class ApiCodes(OneTimeCodeService codes, ICodeMessenger messenger, FallbackCodes? fallback)
{
    /// <param name="caller">Name of the caller's key: a code is right for the caller who asked for it.</param>
    /// <param name="send">Sends the code by a messenger under a name; see <see cref="OneTimeCodeService.IssueAsync"/>.</param>
    /// <exception cref="StoreUnavailableException">The database is away, and this host cannot keep a code either.</exception>
    public Task<IssueResult> IssueAsync(string caller, string mobile, string reference, bool resend, Func<ICodeMessenger, string, string, Task<bool>> send,
        CancellationToken cancel) =>
        fallback is null
            ? codes.For(caller).IssueAsync(mobile, reference, resend, code => send(messenger, reference, code), cancel)
            : DiskFailureAsUnavailableAsync(() => IssueAsync(fallback, caller, mobile, reference, resend, send, cancel));

    /// <exception cref="StoreUnavailableException">The database is away, and this host sent nothing to the number since, or cannot write that it was
    /// tried.</exception>
    public Task<VerifyResult> VerifyAsync(string caller, string mobile, string code, CancellationToken cancel) =>
        fallback is null
            ? codes.For(caller).VerifyAsync(mobile, code, cancel)
            : DiskFailureAsUnavailableAsync(() => VerifyAsync(fallback, caller, mobile, code, cancel));

    private async Task<IssueResult> IssueAsync(
        FallbackCodes local, string caller, string mobile, string reference, bool resend, Func<ICodeMessenger, string, string, Task<bool>> send,
        CancellationToken cancel)
    {
        if (!local.IsAway)
        {
            try
            {
                await local.SyncAsync(mobile, cancel).ConfigureAwait(false);
                return await codes.For(caller).IssueAsync(mobile, reference, resend, code => send(messenger, reference, code), cancel).ConfigureAwait(false);
            }
            catch (StoreUnavailableException away)
            {
                local.MarkAway(away);
            }
        }

        // The database may have written the one before, so this is another one, with another code; the newer holds.
        var here = $"here.{reference}";
        return await local.IssueAsync(caller, mobile, here, resend, (messenger, code) => send(messenger, here, code), cancel).ConfigureAwait(false);
    }

    private async Task<VerifyResult> VerifyAsync(FallbackCodes local, string caller, string mobile, string code, CancellationToken cancel)
    {
        if (!local.IsAway)
        {
            try
            {
                return await AtDatabaseAsync().ConfigureAwait(false);
            }
            catch (StoreUnavailableException away)
            {
                local.MarkAway(away);
            }
        }

        if (await local.VerifyAsync(caller, mobile, code, cancel).ConfigureAwait(false) is { } result) return result;
        if (local.IsAway) throw new StoreUnavailableException("A one-time code cannot be looked up while the database is away.");

        // It came back meanwhile and took the code along.
        return await AtDatabaseAsync().ConfigureAwait(false);

        async Task<VerifyResult> AtDatabaseAsync()
        {
            await local.SyncAsync(mobile, cancel).ConfigureAwait(false);
            return await codes.For(caller).VerifyAsync(mobile, code, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>A failure of this disk as the caller's kind of exception. Only here, for further in it would be taken for the database's.</summary>
    private static async Task<T> DiskFailureAsUnavailableAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (IOException refused) when (refused.InnerException is StoreUnavailableException why)
        {
            throw new StoreUnavailableException(why.Message, refused) { Word = why.Word };
        }
    }
}

using Bot.Products.OneTimeCodes;
using Bot.Storage;
using Bot.Storage.Spool;

namespace Bot.Host.Api.Homi;

/// <summary>The API's one-time codes: in the database, and while it is away on this host.</summary>
internal sealed class ApiCodes(OneTimeCodeService codes, ICodeMessenger messenger, FallbackCodes? fallback)
{
    /// <param name="send">Sends the code by a messenger under a name; see <see cref="OneTimeCodeService.IssueAsync"/>.</param>
    /// <exception cref="StoreUnavailableException">The database is away, and this host cannot keep a code either.</exception>
    public Task<IssueResult> IssueAsync(string mobile, string reference, bool resend, Func<ICodeMessenger, string, string, Task<bool>> send, CancellationToken cancel) =>
        fallback is null
            ? codes.IssueAsync(mobile, reference, resend, code => send(messenger, reference, code), cancel)
            : TranslateAsync(() => IssueAsync(fallback, mobile, reference, resend, send, cancel));

    /// <exception cref="StoreUnavailableException">The database is away, and this host sent nothing to the number since, or cannot write that it was tried.</exception>
    public Task<VerifyResult> VerifyAsync(string mobile, string code, CancellationToken cancel) =>
        fallback is null ? codes.VerifyAsync(mobile, code, cancel) : TranslateAsync(() => VerifyAsync(fallback, mobile, code, cancel));

    private async Task<IssueResult> IssueAsync(FallbackCodes fallback, string mobile, string reference, bool resend, Func<ICodeMessenger, string, string, Task<bool>> send, CancellationToken cancel)
    {
        if (!fallback.Away)
        {
            try
            {
                await fallback.ReturnAsync(mobile, cancel);
                return await codes.IssueAsync(mobile, reference, resend, code => send(messenger, reference, code), cancel);
            }
            catch (StoreUnavailableException away)
            {
                fallback.NoticeAway(away);
            }
        }

        // The database may have written the one before, so this is another one, with another code; the newer holds.
        var here = $"here.{reference}";
        return await fallback.IssueAsync(mobile, here, resend, (local, code) => send(local, here, code), cancel);
    }

    private async Task<VerifyResult> VerifyAsync(FallbackCodes fallback, string mobile, string code, CancellationToken cancel)
    {
        if (!fallback.Away)
        {
            try
            {
                return await AtDatabaseAsync();
            }
            catch (StoreUnavailableException away)
            {
                fallback.NoticeAway(away);
            }
        }

        if (await fallback.VerifyAsync(mobile, code, cancel) is { } result) return result;
        if (fallback.Away) throw new StoreUnavailableException("A one-time code cannot be looked up while the database is away.");

        // It came back meanwhile and took the code along.
        return await AtDatabaseAsync();

        async Task<VerifyResult> AtDatabaseAsync()
        {
            await fallback.ReturnAsync(mobile, cancel);
            return await codes.VerifyAsync(mobile, code, cancel);
        }
    }

    /// <summary>This disk's refusal in a caller's words. Only here, for further in it would be taken for the database's.</summary>
    private static async Task<T> TranslateAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (IOException refused) when (refused.InnerException is StoreUnavailableException why)
        {
            throw new StoreUnavailableException(why.Message, refused) { Word = why.Word };
        }
    }
}

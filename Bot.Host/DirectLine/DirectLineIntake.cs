using Bot.Engine.Abstractions;
using Bot.Host.Webhooks;

namespace Bot.Host.DirectLine;

/// <summary>
/// What a page says, into the conversation: written first, handled, then shown. Where it breaks in between, the engine handles it once, for a repetition brings
/// the id of the first attempt.
/// </summary>
internal sealed class DirectLineIntake(ConversationLog log, IInboundDispatcher dispatcher, TimeProvider clock)
{
    /// <summary>How far back a repetition is looked for.</summary>
    private const int Remembered = 20;

    /// <summary>
    /// A page that listens has an echo within this time. Web Chat takes a message without an echo for failed after 20 s, and its Retry sends the same under
    /// another id.
    /// </summary>
    private static readonly TimeSpan EchoTime = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(8);

    /// <summary>The activity's id. The caller hanging up does not stop a commit.</summary>
    public async Task<string> TakeAsync(DirectLineCaller caller, SaidActivity said)
    {
        if (said.Contents.Count == 0) return ActivityView.IdOf(caller.Conversation, 0);

        using var limit = new CancellationTokenSource(Timeout);
        var entry = await WriteAsync(caller, said, limit.Token);
        if (entry.Stage == ActivityStage.Done) return ActivityView.IdOf(caller.Conversation, entry.Number);

        try
        {
            await dispatcher.DispatchAsync([.. said.Contents.Select((content, index) => new MessageReceived(
                DirectLineChannel.ChannelName, entry.At, index == 0 ? entry.Cause : $"{entry.Cause}#{index}", caller.Conversation, said.Name, content))], limit.Token);
            await EndAsync(caller.Conversation, entry, ActivityStage.Done);
        }
        catch
        {
            await EndAsync(caller.Conversation, entry, ActivityStage.Failed);
            throw;
        }

        return ActivityView.IdOf(caller.Conversation, entry.Number);
    }

    /// <summary>Everything up to a watermark has reached a page: what is said again from now on is meant.</summary>
    public async Task DeliveredAsync(string conversation, LoggedConversation known, long watermark, CancellationToken cancel)
    {
        if (!known.Activities.Any(activity => activity.FromUser && activity.Number > known.Delivered && activity.Number <= watermark)) return;
        await log.ChangeAsync(conversation, now => now.Delivered >= watermark ? null : now with { Delivered = watermark }, cancel);
    }

    private async Task<LoggedActivity> WriteAsync(DirectLineCaller caller, SaidActivity said, CancellationToken cancel)
    {
        LoggedActivity entry = null!;
        var (now, first) = (clock.GetUtcNow(), $"{caller.Conversation}/{DirectLineCaller.NewId()}");
        await log.ChangeAsync(caller.Conversation, conversation =>
        {
            var earlier = conversation.Activities.TakeLast(Remembered).LastOrDefault(activity => IsRepeated(activity, said, conversation, now));
            if (earlier is { Stage: ActivityStage.Done } && earlier.ClientId == said.ClientId)
            {
                entry = earlier;
                return null;
            }

            // Behind what was told meanwhile, so that no page misses its echo.
            var written = (earlier is null ? conversation : conversation.Without(earlier)).With(new()
            {
                At = now,
                FromUser = true,
                Stage = ActivityStage.Begun,
                ClientId = said.ClientId,
                Said = said.Hash,
                Cause = earlier?.Cause ?? first,
                Activity = said.Echo,
            });
            entry = written.Activities[^1];
            return written;
        }, cancel);
        return entry;
    }

    private static bool IsRepeated(LoggedActivity activity, SaidActivity said, LoggedConversation conversation, DateTimeOffset now)
    {
        if (!activity.FromUser) return false;
        if (said.ClientId.Length > 0 && activity.ClientId == said.ClientId) return true;
        if (activity.Said != said.Hash) return false;
        return activity.Stage == ActivityStage.Failed || (activity.Number > conversation.Delivered && now - activity.At >= EchoTime);
    }

    private Task EndAsync(string conversation, LoggedActivity entry, ActivityStage stage) => log.ChangeAsync(conversation, now => now with
    {
        Activities = [.. now.Activities.Select(activity => activity.Number == entry.Number ? activity with { Stage = stage } : activity)],
    }, CancellationToken.None);
}

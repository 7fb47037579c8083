using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Sessions;
using Bot.Host.Background;
using Bot.Host.Settings;
using Microsoft.Extensions.Options;

namespace Bot.Host.Desk.Inbox;

/// <summary>
/// Hands conversations back to the bot once the time of the human is over (<c>HUMAN_LIMIT_HOURS</c> after the hand-over, or after the operator's last word),
/// so that no one is left waiting. The person hears the question that is open.
/// </summary>
/// <remarks>
/// Outside of WhatsApp's window the bot could not ask it: those stay in the inbox, and the bot answers with the person's next message. Hosts that share a
/// database do it together: the input's id is the session's and its turn's, so that it counts once.
/// </remarks>
internal sealed class HumanTimeOver(Handovers handovers, IConversationStore store, ConversationRunner runner, IOptions<ConversationOptions> options,
    TimeProvider clock, ILogger<HumanTimeOver> trouble) : PeriodicWork(TimeSpan.FromMinutes(1), clock)
{
    /// <returns>How many were handed back.</returns>
    public async Task<int> HandBackAsync(CancellationToken cancel)
    {
        var (now, handed) = (Clock.GetUtcNow(), 0);
        foreach (var handover in await handovers.AllAsync(InboxLists.MostHanded, cancel))
        {
            // Read from the list alone while nothing is over: a conversation is opened only where something is to be done.
            if ((handover.Answered ?? handover.Since) + options.Value.HumanLimit > now) continue;
            if (await store.LoadAsync(handover.Conversation, cancel) is not { Session: { WithHuman: true, HumanSince: { } since } session } stored) continue;
            if (since + options.Value.HumanLimit > now || !stored.Facts.IsOpen(now)) continue;

            var input = new SetByOperator($"timeOver.{session.Id}.{session.Turn}", now, null, false);
            if (await runner.DirectAsync(stored.Conversation, input, cancel) == Handled.Committed) handed++;
        }

        return handed;
    }

    protected override Task WorkAsync(CancellationToken cancel) => HandBackAsync(cancel);

    protected override void OnFailed(Exception failure) =>
        trouble.LogWarning(failure, "Conversations were not handed back, the next minute tries again");
}

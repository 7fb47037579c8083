using Bot.Engine.Abstractions;
using Bot.Engine.Conversations.Outbox;
using Bot.Engine.Execution;
using Bot.Host.History;
using Bot.Storage.Abstractions;

namespace Bot.Host.Console;

/// <summary>Another phone of the console goes on from an earlier turn of a conversation, and is asked what was asked there.</summary>
internal sealed class PhoneFork(IStore store, StateMachine machine, IMessageRenderer renderer, OutboxPump outbox, ConsoleFeed feed, TimeProvider clock)
{
    /// <param name="turn">As the console counts them.</param>
    /// <param name="to">A phone on the same channel that nothing was heard of yet.</param>
    /// <returns>Why it cannot be; null when it is.</returns>
    public async Task<string?> GoOnAsync(ConsolePhone from, int turn, ConsolePhone to, CancellationToken cancel)
    {
        if (await store.LoadAsync(from.Speaking, cancel) is not { } stored) return "Nothing is known of this conversation.";

        try
        {
            var moment = await new ConversationHistory(store, machine).AtAsync(stored.Conversation, stored.Version - (stored.Session.Turn - turn), cancel);
            if (moment.Session.Turn != turn) return $"Turn {turn} cannot be told: the log counts otherwise.";

            var (now, fork) = (clock.GetUtcNow(), moment.As($"fork.{Guid.CreateVersion7():n}"));
            var question = machine.Prompt(fork.Session, now).SelectMany(reply => renderer.Render(reply));
            await fork.PlaceAsync(store, to.Speaking, new(to.Channel, to.From, from.Name, now), cancel, [.. question]);
        }
        catch (HistoryException none)
        {
            return none.Message;
        }

        feed.Phones.Learn(to.Speaking, to.Conversation);
        outbox.Wake();
        return null;
    }
}

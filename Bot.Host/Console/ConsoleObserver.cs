using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;

namespace Bot.Host.Console;

/// <summary>What the engine does, without what people wrote, into the feed.</summary>
internal sealed class ConsoleObserver(ConsoleFeed feed) : IEngineObserver
{
    public void OnTurnCommitted(string conversation, Input input, Turn turn)
    {
        var (flow, state) = turn.Session.Top is { } top ? (top.Flow, top.State) : ("", "");
        feed.Add(conversation, new ConsoleEvent.Turned(
            NameOf(input), input.Id, [.. turn.Path.Select(step => new PathStep(step.Flow, step.From, step.Trigger, step.To))],
            turn.Call?.Operation ?? "", flow, state, turn.Replies.Length, turn.NeedsHuman ?? "")
        { Turn = turn.Session.Turn });
    }

    public void OnPoison(string conversation, Input input, Exception exception) =>
        feed.Add(conversation, new ConsoleEvent.Trouble(NameOf(input), exception.GetType().Name));

    public void OnSent(OutboxRow row, SendResult result)
    {
        if (result is SendRefused refused) feed.Add(row.Conversation, new ConsoleEvent.Unsent("refused", $"{refused.Failure.Code}: {refused.Failure.Reason}"));
        if (result is SendUnknown unknown) feed.Add(row.Conversation, new ConsoleEvent.Unsent("unknown", unknown.Why));
    }

    public void OnCallReturned(OutboxRow row, CallResult result, TimeSpan took) =>
        feed.Add(row.Conversation, new ConsoleEvent.Called(row.Call!.Operation, result.Outcome, (long)took.TotalMilliseconds, row.Recovering));

    public void OnError(string what, Exception exception) => feed.Add("", new ConsoleEvent.Trouble(what, exception.GetType().Name));

    private static string NameOf(Input input) => input switch
    {
        HeardText => "text",
        HeardTap => "tap",
        HeardImage => "image",
        CallReturned back => $"outcome {back.Outcome}",
        TimerFired fired => fired.Kind == TimerKind.Expire ? "timer expire" : "timer remind",
        _ => "other",
    };
}

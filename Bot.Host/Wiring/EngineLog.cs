using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;
using Bot.Host.Observability;

namespace Bot.Host.Wiring;

/// <summary>One line for each thing the engine does. Never what people wrote.</summary>
internal sealed partial class EngineLog(ILogger<EngineLog> log) : IEngineObserver
{
    // Why the database could not be used, until a turn was written again.
    private volatile string? _away;

    public IDisposable? BeginWork(string cause) => cause.Length > 0 ? Correlation.Follow(cause) : null;

    public void OnTurnCommitted(string conversation, Input input, Turn turn)
    {
        if (_away is not null) _away = null;
        if (log.IsEnabled(LogLevel.Information)) Went(log, input.GetType().Name, Way(turn), turn.Replies.Length, turn.Call is { } call ? $", calls {call.Operation}" : "");
        if (ParkedSessions.Parked(turn) is { } parked) Parked(log, parked.Flow, parked.From, parked.To.Length > 0 ? parked.To : "the beginning");
        if (turn.NeedsHuman is { } why) PersonNeeded(log, why);
    }

    public void OnDuplicate(string conversation, Input input) => WasHandled(log, input.GetType().Name);

    public void OnPoison(string conversation, Input input, Exception exception) => Failed(log, exception, input.GetType().Name);

    public void OnSent(OutboxRow row, SendResult result)
    {
        switch (result)
        {
            case SendAccepted:
                Took(log, row.Channel);
                break;
            case SendRefused refused:
                RefusedMessage(log, row.Channel, refused.Failure.Code, refused.Failure.Reason, refused.Failure.Action);
                break;
            case SendUnknown unknown:
                Silent(log, row.Channel, unknown.Why);
                break;
        }
    }

    public void OnCallReturned(OutboxRow row, CallResult result, TimeSpan took) =>
        CameBack(log, row.Call!.Operation, result.Outcome, (long)took.TotalMilliseconds);

    public void OnError(string what, Exception exception)
    {
        if (exception is not StoreUnavailableException away)
        {
            Trouble(log, exception, what);
            return;
        }

        // Every second while a database is away: said once.
        Away(log, _away == away.Message ? LogLevel.Debug : LogLevel.Warning, what, away.Message);
        _away = away.Message;
    }

    public void OnAlarm(Alarm alarm, bool raised)
    {
        if (raised) Raised(log, alarm.Name, alarm.Sentence);
        else Closed(log, alarm.Name);
    }

    [LoggerMessage(1, LogLevel.Information, "{Input}: {Way}; {ReplyCount} replies{Call}")]
    private static partial void Went(ILogger log, string input, string way, int replyCount, string call);

    [LoggerMessage(2, LogLevel.Warning, "A person is needed: {Why}")]
    private static partial void PersonNeeded(ILogger log, string why);

    [LoggerMessage(3, LogLevel.Information, "{Input} was handled before")]
    private static partial void WasHandled(ILogger log, string input);

    [LoggerMessage(4, LogLevel.Error, "{Input} made our own code fail; it is among the dead letters")]
    private static partial void Failed(ILogger log, Exception exception, string input);

    // One line a turn is enough for Information: that its replies were taken is what one expects.
    [LoggerMessage(5, LogLevel.Debug, "{Channel} took a message")]
    private static partial void Took(ILogger log, string channel);

    [LoggerMessage(6, LogLevel.Warning, "{Channel} refused a message ({ErrorCode}): {Reason}; {Action}")]
    private static partial void RefusedMessage(ILogger log, string channel, string errorCode, string reason, FailureAction action);

    [LoggerMessage(7, LogLevel.Warning, "{Channel} did not answer: {Why}; its status events are waited for")]
    private static partial void Silent(ILogger log, string channel, string why);

    [LoggerMessage(8, LogLevel.Information, "{Operation}: {Outcome} after {ElapsedMs} ms")]
    private static partial void CameBack(ILogger log, string operation, string outcome, long elapsedMs);

    [LoggerMessage(9, LogLevel.Error, "Trouble with {Work}")]
    private static partial void Trouble(ILogger log, Exception exception, string work);

    [LoggerMessage(EventId = 10, Message = "Trouble with {Work}: {Why}")]
    private static partial void Away(ILogger log, LogLevel level, string work, string why);

    [LoggerMessage(11, LogLevel.Warning, "{Flow} has no {State} any more: a session goes on at {Target}")]
    private static partial void Parked(ILogger log, string flow, string state, string target);

    [LoggerMessage(12, LogLevel.Warning, "Alarm {Alarm}: {Sentence}")]
    private static partial void Raised(ILogger log, string alarm, string sentence);

    [LoggerMessage(13, LogLevel.Warning, "Alarm {Alarm} is over")]
    private static partial void Closed(ILogger log, string alarm);

    private static string Way(Turn turn) => turn.Path.IsEmpty ? "stays" : string.Join(", ", turn.Path.Select(step => $"{step.Flow}: {step.From} -{step.Trigger}-> {step.To}"));
}

using Bot.Engine.Conversations;
using Bot.Engine.Machine;
using Bot.Engine.Ports;
using Bot.Host.Logs;
using Bot.Host.Storage;

namespace Bot.Host.Wiring;

/// <summary>One line for each thing the engine does. Never what people wrote.</summary>
internal sealed class EngineLog(ILogger<EngineLog> log) : IEngineObserver
{
    // Why the database could not be used, until a turn was written again.
    private volatile string? _away;

    public IDisposable? Following(string cause) => cause.Length > 0 ? Correlation.Begin(Correlation.For(cause)) : null;

    public void Turned(string conversation, Input input, Turn turn)
    {
        if (_away is not null) _away = null;
        if (log.IsEnabled(LogLevel.Information))
            log.LogInformation("{Input}: {Way}; {ReplyCount} replies{Call}", input.GetType().Name, Way(turn), turn.Replies.Length, turn.Call is { } call ? $", calls {call.Operation}" : "");
        if (turn.NeedsHuman is { } why) log.LogWarning("A person is needed: {Why}", why);
    }

    public void Repeated(string conversation, Input input) => log.LogInformation("{Input} was handled before", input.GetType().Name);

    public void Poisoned(string conversation, Input input, Exception exception) => log.LogError(exception, "{Input} made our own code fail; it is among the dead letters", input.GetType().Name);

    public void Sent(OutboxRow row, SendResult result)
    {
        switch (result)
        {
            case SendAccepted:
                log.LogInformation("{Channel} took a message", row.Channel);
                break;
            case SendRefused refused:
                log.LogWarning("{Channel} refused a message ({ErrorCode}): {Reason}; {Action}", row.Channel, refused.Failure.Code, refused.Failure.Reason, refused.Failure.Action);
                break;
            case SendUnknown unknown:
                log.LogWarning("{Channel} did not answer: {Why}; its status events are waited for", row.Channel, unknown.Why);
                break;
        }
    }

    public void Called(OutboxRow row, CallResult result, TimeSpan took) =>
        log.LogInformation("{Operation}: {Outcome} after {ElapsedMs} ms", row.Call!.Operation, result.Outcome, (long)took.TotalMilliseconds);

    public void Troubled(string what, Exception exception)
    {
        if (exception is not StoreUnavailableException away)
        {
            log.LogError(exception, "Trouble with {Work}", what);
            return;
        }

        // Every second while a database is away: said once.
        log.Log(_away == away.Message ? LogLevel.Debug : LogLevel.Warning, "Trouble with {Work}: {Why}", what, away.Message);
        _away = away.Message;
    }

    private static string Way(Turn turn) => turn.Path.IsEmpty ? "stays" : string.Join(", ", turn.Path.Select(step => $"{step.Flow}: {step.From} -{step.Trigger}-> {step.To}"));
}

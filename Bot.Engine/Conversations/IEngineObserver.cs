using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;

namespace Bot.Engine.Conversations;

/// <summary>Told of what the engine does, after it is durable: for logs, coverage and the console. Must be quick and must not throw.</summary>
public interface IEngineObserver
{
    /// <summary>Work on an outbox row begins; disposed when it ends. <paramref name="cause"/> is the message it follows from, or empty.</summary>
    IDisposable? BeginWork(string cause) => null;

    /// <summary>A turn was committed.</summary>
    void OnTurnCommitted(string conversation, Input input, Turn turn) { }

    /// <summary>An input was seen before and changed nothing.</summary>
    void OnDuplicate(string conversation, Input input) { }

    /// <summary>Our own code threw; the input went to the dead letters.</summary>
    void OnPoison(string conversation, Input input, Exception exception) { }

    /// <summary>A message was tried.</summary>
    void OnSent(OutboxRow row, SendResult result) { }

    /// <summary>A call came back, or was found out about.</summary>
    void OnCallReturned(OutboxRow row, CallResult result, TimeSpan took) { }

    /// <summary>Something went wrong that the next attempt may mend; <paramref name="what"/> names the work, never its data.</summary>
    void OnError(string what, Exception exception) { }

    /// <summary>An alarm was raised, or closed.</summary>
    void OnAlarm(Alarm alarm, bool raised) { }
}

/// <summary>Several observers as one.</summary>
public sealed class Observers(IReadOnlyList<IEngineObserver> all) : IEngineObserver
{
    public IDisposable? BeginWork(string cause)
    {
        var scopes = new List<IDisposable>();
        foreach (var observer in all)
        {
            if (observer.BeginWork(cause) is { } scope)
                scopes.Add(scope);
        }

        return scopes.Count == 0 ? null : new Scopes(scopes);
    }

    public void OnTurnCommitted(string conversation, Input input, Turn turn)
    {
        foreach (var observer in all) observer.OnTurnCommitted(conversation, input, turn);
    }

    public void OnDuplicate(string conversation, Input input)
    {
        foreach (var observer in all) observer.OnDuplicate(conversation, input);
    }

    public void OnPoison(string conversation, Input input, Exception exception)
    {
        foreach (var observer in all) observer.OnPoison(conversation, input, exception);
    }

    public void OnSent(OutboxRow row, SendResult result)
    {
        foreach (var observer in all) observer.OnSent(row, result);
    }

    public void OnCallReturned(OutboxRow row, CallResult result, TimeSpan took)
    {
        foreach (var observer in all) observer.OnCallReturned(row, result, took);
    }

    public void OnError(string what, Exception exception)
    {
        foreach (var observer in all) observer.OnError(what, exception);
    }

    public void OnAlarm(Alarm alarm, bool raised)
    {
        foreach (var observer in all) observer.OnAlarm(alarm, raised);
    }

    private sealed class Scopes(List<IDisposable> scopes) : IDisposable
    {
        public void Dispose() => scopes.ForEach(scope => scope.Dispose());
    }
}

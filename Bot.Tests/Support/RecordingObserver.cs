using System.Collections.Concurrent;
using Bot.Engine.Conversations;

namespace Bot.Tests.Support;

/// <summary>Keeps what went wrong, and what the rows of the outbox followed from.</summary>
public sealed class RecordingObserver : IEngineObserver
{
    public ConcurrentQueue<(string What, Exception Exception)> Troubles { get; } = new();

    public ConcurrentQueue<string> Causes { get; } = new();

    public IDisposable? BeginWork(string cause)
    {
        Causes.Enqueue(cause);
        return null;
    }

    public void OnError(string what, Exception exception) => Troubles.Enqueue((what, exception));
}

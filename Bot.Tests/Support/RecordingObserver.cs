using System.Collections.Concurrent;
using Bot.Engine.Conversations;

namespace Bot.Tests.Support;

/// <summary>Keeps what went wrong.</summary>
public sealed class RecordingObserver : IEngineObserver
{
    public ConcurrentQueue<(string What, Exception Exception)> Troubles { get; } = new();

    public void OnError(string what, Exception exception) => Troubles.Enqueue((what, exception));
}

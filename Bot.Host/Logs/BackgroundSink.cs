using System.Collections.Concurrent;
using Serilog.Core;
using Serilog.Events;

namespace Bot.Host.Logs;

/// <summary>Hands lines to a thread of its own, so that nobody waits for the console: under load, threads that met at its lock cost an eighth of the whole machine.</summary>
/// <remarks>Nothing is dropped: when <see cref="Limit"/> lines wait, whoever brings another waits too. What waits is written when the host ends, and also when it dies of an exception.</remarks>
internal sealed class BackgroundSink : ILogEventSink, IDisposable
{
    /// <summary>Some seconds of a busy host, some tens of megabytes.</summary>
    private const int Limit = 20_000;

    private readonly BlockingCollection<LogEvent> _waiting = new(Limit);
    private readonly ILogEventSink _inner;
    private readonly Thread _writer;
    private int _ended;

    public BackgroundSink(ILogEventSink inner)
    {
        _inner = inner;
        _writer = new Thread(Write) { IsBackground = true, Name = "log writer" };
        _writer.Start();
        AppDomain.CurrentDomain.UnhandledException += (_, _) => End();
    }

    public void Emit(LogEvent logEvent)
    {
        try
        {
            _waiting.Add(logEvent);
        }
        catch (InvalidOperationException)
        {
            // The last lines of an ending host come one by one.
            lock (_inner) _inner.Emit(logEvent);
        }
    }

    public void Dispose()
    {
        End();
        (_inner as IDisposable)?.Dispose();
    }

    private void End()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0) return;

        _waiting.CompleteAdding();
        _writer.Join();
    }

    private void Write()
    {
        foreach (var line in _waiting.GetConsumingEnumerable()) _inner.Emit(line);
    }
}

using Serilog;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;

namespace Bot.Host.Observability;

/// <summary>
/// Hands lines to the thread of Serilog.Sinks.Async, so that no caller waits for the console: under load, threads that met at its lock cost an eighth of the
/// whole machine.
/// </summary>
/// <remarks>
/// Nothing is dropped but what the console or the disk refuses: when <see cref="Limit"/> lines wait, the caller with the next one waits too.
/// What waits is written when the host ends, and also when it dies of an exception.
/// </remarks>
internal sealed class BackgroundSink : ILogEventSink, IDisposable
{
    /// <summary>Some seconds of a busy host, some tens of megabytes.</summary>
    private const int Limit = 20_000;

    private readonly LineWriter _writer;
    private readonly ILogEventSink _queue;
    private int _ended;

    /// <param name="inner">Where the lines go.</param>
    /// <param name="written">Called by the writing thread when it has written all that waited.</param>
    public BackgroundSink(ILogEventSink inner, Action written)
    {
        _writer = new(inner, written);
        _queue = LoggerSinkConfiguration.CreateSink(sinks => sinks.Async(behind => behind.Sink(_writer), Limit, blockWhenFull: true, _writer));
        AppDomain.CurrentDomain.UnhandledException += (_, _) => Dispose();
    }

    /// <summary>The last lines of an ending host come one by one.</summary>
    public void Emit(LogEvent logEvent)
    {
        if (Volatile.Read(ref _ended) == 0) _queue.Emit(logEvent);
        else _writer.EmitAtOnce(logEvent);
    }

    public void Dispose()
    {
        // The thread that writes may be the one that dies, and would wait for itself for ever.
        if (Interlocked.Exchange(ref _ended, 1) == 0 && !_writer.IsWriting) (_queue as IDisposable)?.Dispose();
    }
}

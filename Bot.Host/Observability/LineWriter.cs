using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.Async;

namespace Bot.Host.Observability;

/// <summary>
/// Writes the lines that waited, flushes when no more wait, and counts those that the console or the disk refuses: a full disk is no reason to stop answering
/// people, and the next line that can be written is preceded by one about the gap.
/// </summary>
internal sealed class LineWriter(ILogEventSink inner, Action written) : ILogEventSink, IAsyncLogEventSinkMonitor, IDisposable
{
    /// <summary>Lines between two flushes while more keep coming.</summary>
    private const int LongestBatch = 1000;

    private static readonly MessageTemplate Gap = new MessageTemplateParser().Parse("Up to {lost} log lines before this one could not be written");

    private readonly Lock _gate = new();
    private IAsyncLogEventSinkInspector? _queue;
    private int _thread;
    private int _batch;
    private int _lost;

    /// <summary>Whether the calling thread is in the middle of writing a line.</summary>
    public bool IsWriting => Volatile.Read(ref _thread) == Environment.CurrentManagedThreadId;

    public void StartMonitoring(IAsyncLogEventSinkInspector inspector) => _queue = inspector;

    public void StopMonitoring(IAsyncLogEventSinkInspector inspector) => _queue = null;

    public void Emit(LogEvent logEvent)
    {
        lock (_gate)
        {
            Volatile.Write(ref _thread, Environment.CurrentManagedThreadId);
            Put(logEvent, _queue is not { Count: > 0 } || _batch >= LongestBatch);
            Volatile.Write(ref _thread, 0);
        }
    }

    /// <summary>For a line that no thread waits for any more.</summary>
    public void EmitAtOnce(LogEvent logEvent)
    {
        lock (_gate) Put(logEvent, flush: true);
    }

    public void Dispose() => (inner as IDisposable)?.Dispose();

    private void Put(LogEvent line, bool flush)
    {
        try
        {
            if (_batch == 0 && _lost > 0) inner.Emit(new(line.Timestamp, LogEventLevel.Warning, null, Gap, [new("lost", new ScalarValue(_lost))]));
            _batch++;
            inner.Emit(line);
            if (!flush) return;

            written();
            (_batch, _lost) = (0, 0);
        }
        catch (Exception refused)
        {
            (_batch, _lost) = (0, _lost + _batch);
            SelfLog.WriteLine("Log lines cannot be written: {0}", refused);
        }
    }
}

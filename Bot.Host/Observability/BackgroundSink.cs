using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Parsing;

namespace Bot.Host.Observability;

/// <summary>Hands lines to a thread of its own, so that nobody waits for the console: under load, threads that met at its lock cost an eighth of the whole machine.</summary>
/// <remarks>Nothing is dropped but what the console or the disk refuses: when <see cref="Limit"/> lines wait, whoever brings another waits too. What waits is written when the host ends, and also when it dies of an exception.</remarks>
internal sealed class BackgroundSink : ILogEventSink, IDisposable
{
    /// <summary>Some seconds of a busy host, some tens of megabytes.</summary>
    private const int Limit = 20_000;

    private static readonly MessageTemplate Gap = new MessageTemplateParser().Parse("Up to {lost} log lines before this one could not be written");

    private readonly object _gate = new();
    private readonly ILogEventSink _inner;
    private readonly Action _written;
    private readonly Thread _writer;
    private List<LogEvent> _waiting = [];
    private bool _asleep;
    private bool _ended;
    private int _lost;

    /// <param name="inner">Where the lines go.</param>
    /// <param name="written">Called by the writing thread when it has written all that waited.</param>
    public BackgroundSink(ILogEventSink inner, Action written)
    {
        (_inner, _written) = (inner, written);
        _writer = new Thread(Write) { IsBackground = true, Name = "log writer" };
        _writer.Start();
        AppDomain.CurrentDomain.UnhandledException += (_, _) => End();
    }

    public void Emit(LogEvent logEvent)
    {
        lock (_gate)
        {
            while (_waiting.Count >= Limit && !_ended) Monitor.Wait(_gate);
            if (!_ended)
            {
                _waiting.Add(logEvent);
                if (_asleep) Monitor.PulseAll(_gate);
                return;
            }
        }

        // The last lines of an ending host come one by one.
        lock (_inner)
        {
            _inner.Emit(logEvent);
            _written();
        }
    }

    public void Dispose()
    {
        End();
        (_inner as IDisposable)?.Dispose();
    }

    private void End()
    {
        lock (_gate)
        {
            if (_ended) return;
            _ended = true;
            Monitor.PulseAll(_gate);
        }

        // It may be the one that dies: whoever waits for himself waits for ever.
        if (Thread.CurrentThread != _writer) _writer.Join();
    }

    private void Write()
    {
        var lines = new List<LogEvent>();
        while (Take(ref lines))
        {
            lock (_inner) Put(lines);
            lines.Clear();
        }
    }

    /// <summary>A disk that is full under the log is no reason to stop answering people: what cannot be written is counted, and told of by the first batch that can.</summary>
    private void Put(List<LogEvent> lines)
    {
        var lost = _lost;
        try
        {
            if (lost > 0) _inner.Emit(new(lines[0].Timestamp, LogEventLevel.Warning, null, Gap, [new(nameof(lost), new ScalarValue(lost))]));
            foreach (var line in lines) _inner.Emit(line);
            _written();
            _lost = 0;
        }
        catch (Exception refused)
        {
            _lost = lost + lines.Count;
            SelfLog.WriteLine("Log lines cannot be written: {0}", refused);
        }
    }

    /// <summary>Takes everything that waits, and waits for something; false when there will be nothing more.</summary>
    private bool Take(ref List<LogEvent> lines)
    {
        lock (_gate)
        {
            _asleep = true;
            while (_waiting.Count == 0 && !_ended) Monitor.Wait(_gate);
            _asleep = false;
            var full = _waiting.Count >= Limit;
            (lines, _waiting) = (_waiting, lines);
            if (full) Monitor.PulseAll(_gate);
            return lines.Count > 0;
        }
    }
}

using System.Globalization;
using Bot.Host.Observability;
using Bot.Host.Settings;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Bot.Tests.Host.Observability;

/// <summary>Keeps what a log would have written: each event's line with all its properties and its exception.</summary>
internal sealed class LogLines : ILogEventSink
{
    private readonly List<LogEvent> _events = [];

    public IReadOnlyList<LogEvent> Events
    {
        get
        {
            lock (_events)
                return [.. _events];
        }
    }

    public string Text => string.Join('\n', Events.Select(Render));

    public Logger Logger(params string[] secrets) => LogSetup.Create(new LogOptions { Level = LogEventLevel.Verbose }, secrets, sinks => sinks.Sink(this));

    public void Emit(LogEvent logEvent)
    {
        lock (_events)
            _events.Add(logEvent);
    }

    private static string Render(LogEvent written) =>
        $"{written.Level} {written.RenderMessage(CultureInfo.InvariantCulture)} {string.Join(' ', written.Properties.Select(property => $"{property.Key}={property.Value}"))} {written.Exception}";
}

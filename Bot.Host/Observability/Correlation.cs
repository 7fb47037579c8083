using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Serilog.Context;
using Serilog.Core;
using Serilog.Events;

namespace Bot.Host.Observability;

/// <summary>
/// The W3C trace id that ties all log lines of one message together, as the property <c>Correlation</c>: that of the span that is open, else one made of the
/// message's own id.
/// </summary>
internal static class Correlation
{
    private const string Name = "Correlation";

    /// <summary>A new one, for what no message caused.</summary>
    public static ActivityTraceId New() => Activity.Current is { IdFormat: ActivityIdFormat.W3C } open ? open.TraceId : ActivityTraceId.CreateRandom();

    /// <summary>Always the same for the same message, on every host and after a crash.</summary>
    /// <param name="cause">The W3C context that an outbox row carries, or the provider's id of the message that began it. Never an address: it could be guessed
    /// back.</param>
    public static ActivityTraceId For(string cause) =>
        ActivityContext.TryParse(cause, null, out var context)
            ? context.TraceId
            : ActivityTraceId.CreateFromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(cause)).AsSpan(0, 16));

    /// <summary>All lines until disposal carry the id, across awaits.</summary>
    public static IDisposable Begin(ActivityTraceId id) => LogContext.Push(new Fixed(new(Name, new ScalarValue(id))));

    /// <summary>All lines until disposal carry the message's id, which is made when the first of them is written.</summary>
    public static IDisposable Follow(string cause) => LogContext.Push(new Followed(cause));

    private sealed class Fixed(LogEventProperty property) : ILogEventEnricher
    {
        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory) => logEvent.AddPropertyIfAbsent(property);
    }

    private sealed class Followed(string cause) : ILogEventEnricher
    {
        private LogEventProperty? _property;

        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory) =>
            logEvent.AddPropertyIfAbsent(_property ??= new(Name, new ScalarValue(logEvent.TraceId ?? For(cause))));
    }
}

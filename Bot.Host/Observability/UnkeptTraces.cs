using System.Diagnostics;
using Bot.Engine.Conversations;
using OpenTelemetry;

namespace Bot.Host.Observability;

/// <summary>
/// No spans at all while the outbox works at what follows from a message whose trace is not kept: without a span around it, a request of HttpClient would begin
/// a trace of its own.
/// </summary>
internal sealed class UnkeptTraces : IEngineObserver
{
    public IDisposable? BeginWork(string cause) =>
        ActivityContext.TryParse(cause, null, out var context) && !context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded)
            ? SuppressInstrumentationScope.Begin()
            : null;
}

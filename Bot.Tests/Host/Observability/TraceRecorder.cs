using System.Collections.Concurrent;
using System.Diagnostics;
using Bot.Engine.Diagnostics;
using Bot.Host.Observability;

namespace Bot.Tests.Host.Observability;

/// <summary>Listens to one trace alone, whose root a test's own request names: others that run beside it are not seen.</summary>
internal sealed class TraceRecorder : IDisposable
{
    private static readonly string[] Sources = [HostTelemetry.Name, EngineTraces.SourceName, "Bot.Tests"];

    private readonly ActivityTraceFlags _flags;
    private readonly ActivityListener _listener;
    private readonly ConcurrentQueue<Activity> _ended = new();

    /// <param name="flags">Whether the caller keeps the trace; what follows keeps it then, too.</param>
    public TraceRecorder(ActivityTraceFlags flags = ActivityTraceFlags.Recorded)
    {
        _flags = flags;
        _listener = new()
        {
            ShouldListenTo = source => Sources.Contains(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.Parent.TraceId != Id ? ActivitySamplingResult.None
                : options.Parent.TraceFlags.HasFlag(
                    ActivityTraceFlags.Recorded) ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.PropagationData,
            ActivityStopped = span =>
            {
                if (span.TraceId == Id) _ended.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>For spans of a test's own.</summary>
    public static ActivitySource Source { get; } = new("Bot.Tests");

    public ActivityTraceId Id { get; } = ActivityTraceId.CreateRandom();

    /// <summary>The caller's own span, as the header <c>traceparent</c> names it.</summary>
    public string Context => $"00-{Id}-{ActivitySpanId.CreateRandom()}-0{(int)_flags}";

    public IReadOnlyList<Activity> Spans => [.. _ended];

    public IEnumerable<string> Names => _ended.Select(span => span.OperationName);

    /// <summary>Name of the span above the first one of a name.</summary>
    public string? ParentOf(string name)
    {
        var parent = _ended.First(span => span.OperationName == name).ParentSpanId;
        return _ended.FirstOrDefault(span => span.SpanId == parent)?.OperationName;
    }

    public void Dispose() => _listener.Dispose();
}

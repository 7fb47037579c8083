using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Diagnostics;
using Bot.Host.Observability;
using Bot.Storage.Abstractions;
using Bot.Storage.Postgres;
using Bot.Tests.Host.Api;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Tests.Host.Observability;

/// <summary>Notes with which labels each figure of ours is measured.</summary>
internal sealed class LabelRecorder : IDisposable
{
    private readonly ConcurrentDictionary<string, string> _seen = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();
    private readonly MeterBench _meters = new();

    public LabelRecorder()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name is EngineMetrics.MeterName or HostTelemetry.Name) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, _, labels, _) => Note(instrument, labels));
        _listener.SetMeasurementEventCallback<double>((instrument, _, labels, _) => Note(instrument, labels));
        _listener.Start();
    }

    /// <summary>Labels by figure, in order and with a space between.</summary>
    public IReadOnlyDictionary<string, string> Seen => _seen;

    /// <summary>Measures everything once.</summary>
    public async Task RecordAllAsync()
    {
        Record();
        var alarms = new Alarms(new Observers([]), TimeProvider.System);
        alarms.Raise("sending.meta", "It sends nothing.");
        using var store = new StoreMetrics(new FakeStore(_ => new StoreHealth(true, 1, null, 0).WithLetters([new("human", 1)])),
            new CountedStates(new StateCount("menu", "menu", 1)), _meters.Meters,
            new ServerClock(TimeProvider.System), NullLogger<StoreMetrics>.Instance, MeterBench.Budgets, alarms);
        await store.LookAsync(CancellationToken.None);
        _listener.RecordObservableInstruments();
    }

    /// <summary>Measures once what the engine and the host count by themselves.</summary>
    public static void Record()
    {
        const long begun = 1;
        EngineMetrics.TurnCommitted("text", begun);
        EngineMetrics.Duplicate();
        EngineMetrics.Poison();
        EngineMetrics.Conflict();
        EngineMetrics.Held();
        EngineMetrics.TurnedAway();
        EngineMetrics.Rejected("menu", "menu");
        EngineMetrics.Sent("meta", "accepted", begun);
        EngineMetrics.Called("leads.create", "created", TimeSpan.FromSeconds(1));
        HostTelemetry.Refused("meta", "broken");
        HostTelemetry.Priced("meta", new(true, "service", "regular"));
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meters.Dispose();
    }

    private void Note(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        var names = new List<string>();
        foreach (var label in labels) names.Add(label.Key);
        _seen[instrument.Name] = string.Join(' ', names);
    }
}

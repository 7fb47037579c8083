using Bot.Products.OneTimeCodes;
using Bot.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace Bot.Tests.Host.Observability;

/// <summary>Makes meters of a test's own and reads what they observe.</summary>
internal sealed class MeterBench : IDisposable
{
    private readonly OwnMeters _meters = new();
    private readonly MeterListener _listener = new();
    private readonly List<string> _read = [];

    public MeterBench()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, _meters)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
    }

    public IMeterFactory Meters => _meters;

    /// <summary>Budgets of both channels, with a limit and nothing sent.</summary>
    public static CodeBudgets Budgets { get; } = new(Budget("sms"), Budget("whatsapp"));

    private static CodeBudget Budget(string channel) =>
        new(channel, 10, new MemoryRecords(TimeProvider.System), TimeProvider.System, NullLogger.Instance, () => false);

    /// <summary>Every observable figure, as <c>name{tag=value}=figure</c>.</summary>
    public IReadOnlyList<string> Read()
    {
        _read.Clear();
        _listener.RecordObservableInstruments();
        return [.. _read];
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meters.Dispose();
    }

    private void Note(Instrument instrument, IFormattable value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var named = string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
        _read.Add($"{instrument.Name}{(named.Length > 0 ? $"{{{named}}}" : "")}={value.ToString(null, CultureInfo.InvariantCulture)}");
    }

    private sealed class OwnMeters : IMeterFactory
    {
        private readonly List<Meter> _made = [];

        public Meter Create(MeterOptions options)
        {
            options.Scope = this;
            var meter = new Meter(options);
            _made.Add(meter);
            return meter;
        }

        public void Dispose() => _made.ForEach(meter => meter.Dispose());
    }
}

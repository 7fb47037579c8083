using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Engine.Abstractions;

namespace Bot.Host.Figures;

/// <summary>What figures are kept for: one version of a flow, on one day, in one language.</summary>
/// <param name="Version">The flow's content hash; empty where it is not known.</param>
/// <param name="Day">UTC.</param>
internal sealed record FigureKey(string Flow, string Version, string Language, DateOnly Day)
{
    /// <summary>Name of the record kind.</summary>
    public const string Kind = "flowFigures";

    private const string Month = "month";

    [JsonIgnore]
    public string RecordKey => string.Create(CultureInfo.InvariantCulture, $"{Flow}:{Version}:{Language}/{Day:yyyyMMdd}");

    /// <summary>Finds those of a flow in a month.</summary>
    public static KeyValuePair<string, string> MonthOf(string flow, DateOnly day) =>
        new(Month, string.Create(CultureInfo.InvariantCulture, $"{flow} {day:yyyy-MM}"));
}

/// <summary>Figures of one day, or of several that were added up. Names of flows, states and rules, and counts: nothing of a person.</summary>
internal sealed class FigureSums
{
    /// <summary>Runs that began.</summary>
    public long Begun { get; set; }

    /// <summary>Runs that came to an end of the flow.</summary>
    public long Finished { get; set; }

    /// <summary>By the name of the state.</summary>
    public Dictionary<string, StateSums> States { get; init; } = [];

    public StateSums Of(string state)
    {
        if (!States.TryGetValue(state, out var sums)) States[state] = sums = new();
        return sums;
    }

    public void Add(FigureSums more)
    {
        Begun += more.Begun;
        Finished += more.Finished;
        foreach (var (state, sums) in more.States) Of(state).Add(sums);
    }
}

/// <summary>Figures of a state.</summary>
internal sealed class StateSums
{
    /// <summary>Times that someone came to it from another one.</summary>
    public long Entered { get; set; }

    /// <summary>What was turned away, by rule: see <see cref="RejectRules"/>.</summary>
    public Dictionary<string, long> Rejected { get; init; } = [];

    /// <summary>How long those stood at it who went on by themselves.</summary>
    public TimeHistogram Took { get; init; } = new();

    public void Reject(string rule, long times = 1) => Rejected[rule] = Rejected.GetValueOrDefault(rule) + times;

    public void Add(StateSums more)
    {
        Entered += more.Entered;
        foreach (var (rule, times) in more.Rejected) Reject(rule, times);
        Took.Add(more.Took);
    }
}

/// <summary>Figures as a record.</summary>
internal sealed record FlowFigures(FigureKey Key, FigureSums Sums)
{
    public static FlowFigures Read(StoredRecord stored) => JsonSerializer.Deserialize(stored.Body, FlowFiguresJson.Default.FlowFigures)!;

    /// <param name="version">Of the record that is there; 0 for none.</param>
    public RecordChange Change(long version) => new(
        FigureKey.Kind, Key.RecordKey, version, JsonSerializer.Serialize(this, FlowFiguresJson.Default.FlowFigures),
        version == 0 ? [FigureKey.MonthOf(Key.Flow, Key.Day)] : null);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FlowFigures))]
internal sealed partial class FlowFiguresJson : JsonSerializerContext;

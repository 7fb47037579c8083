using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Bot.Engine.Diagnostics;

/// <summary>The engine's figures. Without a listener each costs one comparison; with one, nothing is allocated for a measurement.</summary>
public static class EngineMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Bot.Engine";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Turns = Meter.CreateCounter<long>("bot.turns", "{turn}", "Turns committed, by the kind of input");
    private static readonly Counter<long> Duplicates = Meter.CreateCounter<long>("bot.duplicates", "{input}", "Inputs that had been handled before");
    private static readonly Counter<long> Poisons = Meter.CreateCounter<long>("bot.poisons", "{input}", "Inputs that made our own code fail");
    private static readonly Counter<long> Conflicts = Meter.CreateCounter<long>("bot.turn.conflicts", "{turn}", "Turns computed anew because another writer was faster");
    private static readonly Counter<long> Rejections = Meter.CreateCounter<long>("bot.rejections", "{answer}", "Answers that a question did not take");
    private static readonly Counter<long> Sends = Meter.CreateCounter<long>("bot.sends", "{message}", "Tries to send a message, by outcome");
    private static readonly Counter<long> Calls = Meter.CreateCounter<long>("bot.calls", "{call}", "Calls of operations that came to an end, by outcome");
    private static readonly Counter<long> HeldBack = Meter.CreateCounter<long>("bot.intake.held", "{message}", "Messages that stood in line because answers were late");
    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>("bot.intake.turned_away", "{message}", "Messages that were to be delivered again because answers were late");
    private static readonly Histogram<double> TurnDuration = Duration("bot.turn.duration", "A turn from the load of its session to the end of its commit", [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5]);
    private static readonly Histogram<double> SendDuration = Duration("bot.send.duration", "A try to send, until the provider's answer", [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]);
    private static readonly Histogram<double> CallDuration = Duration("bot.call.duration", "A call of an operation, until its outcome", [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]);

    /// <summary>A point in time to measure from; 0 when no one listens.</summary>
    internal static long Begin() => TurnDuration.Enabled || SendDuration.Enabled || CallDuration.Enabled ? Stopwatch.GetTimestamp() : 0;

    internal static void TurnCommitted(string input, long begun)
    {
        if (Turns.Enabled) Turns.Add(1, new KeyValuePair<string, object?>("bot.input", input));
        Record(TurnDuration, begun);
    }

    internal static void Duplicate() => Duplicates.Add(1);

    internal static void Poison() => Poisons.Add(1);

    internal static void Conflict() => Conflicts.Add(1);

    internal static void Held() => HeldBack.Add(1);

    internal static void TurnedAway() => Refusals.Add(1);

    internal static void Rejected(string flow, string state)
    {
        if (Rejections.Enabled) Rejections.Add(1, new KeyValuePair<string, object?>("bot.flow", flow), new KeyValuePair<string, object?>("bot.state", state));
    }

    /// <param name="outcome"><c>accepted</c>, <c>refused</c> or <c>unknown</c>.</param>
    internal static void Sent(string channel, string outcome, long begun)
    {
        if (Sends.Enabled) Sends.Add(1, new KeyValuePair<string, object?>("bot.channel", channel), new KeyValuePair<string, object?>("bot.outcome", outcome));
        Record(SendDuration, begun);
    }

    internal static void Called(string operation, string outcome, TimeSpan took)
    {
        if (Calls.Enabled) Calls.Add(1, new KeyValuePair<string, object?>("bot.operation", operation), new KeyValuePair<string, object?>("bot.outcome", outcome));
        if (CallDuration.Enabled) CallDuration.Record(took.TotalSeconds);
    }

    private static Histogram<double> Duration(string name, string description, double[] bounds) =>
        Meter.CreateHistogram(name, "s", description, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = bounds });

    private static void Record(Histogram<double> duration, long begun)
    {
        if (begun != 0 && duration.Enabled) duration.Record(Stopwatch.GetElapsedTime(begun).TotalSeconds);
    }
}

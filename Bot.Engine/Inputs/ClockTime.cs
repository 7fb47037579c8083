using System.Collections.Immutable;
using System.Globalization;

namespace Bot.Engine.Inputs;

/// <summary>A time of day from a first to a last one: <c>10:30</c>, <c>5 pm</c>, <c>sadhe paanch baje</c>, <c>noon</c>. Canonical: <c>HH:mm</c>.</summary>
/// <remarks>An hour up to 12 without a part of the day is the one of the two that may be answered; where both may, it is meant as written.</remarks>
/// <example><code>
/// slot: { type: time, from: "09:00", to: "18:30" }
/// </code></example>
public sealed class ClockTime(TimeRules rules) : InputType
{

    public override string Name => "time";

    public override string Accepts => "a time of day in 12 or 24 hours, digits or words; from, to";

    public override string Example => rules.Example.Length > 0 ? rules.Example : Written(Math.Clamp((10 * 60) + 30, rules.From, rules.To));

    public override int LongestLength => "HH:mm".Length;

    public override IReadOnlyList<string> MessageKeys => [Rejection(), Rejection("clock"), Rejection("tooEarly"), Rejection("tooLate")];

    public override ImmutableArray<string> RejectionArguments => ["from", "to"];

    protected override Sentence? Inside { get; } = new(MostTokens: 4, Alone: true);

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words)
    {
        if (SpokenTime.Read(text, words) is not { } spoken) return NoValue();
        if (!spoken.IsOnClock) return Wrong("clock");

        foreach (var minutes in spoken.Minutes)
            if (minutes >= rules.From && minutes <= rules.To)
                return new Accepted(Written(minutes));
        return Wrong(spoken.Minutes[^1] < rules.From ? "tooEarly" : "tooLate", ("from", Written(rules.From)), ("to", Written(rules.To)));
    }

    /// <summary>A bare number in a sentence may be anything.</summary>
    protected override Reading ReadInside(string span, DateTimeOffset now, IAnswerWords words) =>
        span.Any(c => c == ':' || char.IsLetter(c)) ? ReadWhole(span, now, words) : NoValue();

    internal static string Written(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}");
}

/// <param name="From">The first minute of the day that is taken, from 0.</param>
/// <param name="To">The last.</param>
/// <param name="Example">As people type it; empty for one between the two.</param>
public sealed record TimeRules(int From, int To, string Example = "")
{
    public static TimeRules Default { get; } = new(0, (24 * 60) - 1);

    /// <summary>Minutes of a time as it is kept: <c>09:30</c>.</summary>
    public static bool TryParse(string text, out int minutes)
    {
        minutes = 0;
        if (!TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return false;

        minutes = (time.Hour * 60) + time.Minute;
        return true;
    }
}

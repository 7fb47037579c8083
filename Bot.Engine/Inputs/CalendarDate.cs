using System.Collections.Immutable;
using System.Globalization;
using Bot.Engine.Values;

namespace Bot.Engine.Inputs;

/// <summary>
/// A day from a first to a last one: a date in any of the forms of <see cref="IndianDate"/>, the year left out too, or a day seen from today (tomorrow, next
/// Monday, in 3 days). Canonical: <c>yyyy-MM-dd</c>.
/// </summary>
/// <remarks>A text that may be several days (कल, 15 June, Monday) is the likeliest of them that may be answered.</remarks>
/// <example><code>
/// visit: { type: date, from: today+1d, to: today+30d }
/// bought: { type: date, from: 2015-01-01, to: today }
/// </code></example>
public sealed class CalendarDate(DateRules rules) : InputType
{
    private const int ShortestYearless = 3;

    public override string Name => "date";

    public override string Accepts => "a day: a date with or without its year, today, tomorrow, next Monday, in 3 days; from, to";

    public override string Example =>
        rules.Example.Length > 0 ? rules.Example
        : (rules.From.Fixed ?? rules.To.Fixed) is { } day ? day.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture) : "15 June";

    /// <summary>Without an example of the flow's own, the example is a day that may be answered when it is shown: tomorrow, or the nearest one to it.</summary>
    public override ImmutableArray<KeyValuePair<string, Value>>? MovingArguments(DateTimeOffset now)
    {
        if (rules.Example.Length > 0) return null;

        var today = IndianDate.Today(now);
        var (from, to, near) = (rules.From.Seen(today), rules.To.Seen(today), today.AddDays(1));
        var day = near < from ? from : near > to ? to : near;
        return [new("example", Value.Of(day.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture)))];
    }

    public override int LongestLength => "yyyy-MM-dd".Length;

    public override IReadOnlyList<string> MessageKeys => [Rejection(), Rejection("calendar"), Rejection("tooEarly"), Rejection("tooLate")];

    public override ImmutableArray<string> RejectionArguments => ["from", "to"];

    protected override Sentence? Inside { get; } = new(MostTokens: 5);

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words)
    {
        var today = IndianDate.Today(now);
        var form = DaysOf(text, today, words, out var days);
        if (form != DateForm.Real) return form == DateForm.None ? NoValue() : Wrong("calendar");

        var (from, to) = (rules.From.Seen(today), rules.To.Seen(today));
        foreach (var day in days)
            if (day >= from && day <= to)
                return new Accepted(IndianDate.Iso(day));
        return Wrong(days[0] < from ? "tooEarly" : "tooLate", ("from", IndianDate.Iso(from)), ("to", IndianDate.Iso(to)));
    }

    /// <summary>In a sentence a day and a month alone may be anything: "2-3 tyres".</summary>
    protected override Reading ReadInside(string span, DateTimeOffset now, IAnswerWords words) =>
        span.Any(char.IsLetter) || IndianDate.Read(span, words, YearOf(IndianDate.Today(now)), out _) == DateForm.Real
            ? ReadWhole(span, now, words)
            : NoValue();

    /// <summary>The days that a text may be, the likeliest first; at least one where it is <see cref="DateForm.Real"/>.</summary>
    private static DateForm DaysOf(string text, DateOnly today, IAnswerWords words, out ImmutableArray<DateOnly> days)
    {
        days = RelativeDays.Read(text, today, words);
        if (!days.IsEmpty) return DateForm.Real;

        var form = IndianDate.Read(text, words, YearOf(today), out var date);
        if (form == DateForm.Real) days = [date];
        return form == DateForm.None ? WithoutYear(text, today, words, out days) : form;
    }

    /// <summary>15 June, 15/6: the next one first, then the one before.</summary>
    private static DateForm WithoutYear(string text, DateOnly today, IAnswerWords words, out ImmutableArray<DateOnly> days)
    {
        var found = ImmutableArray.CreateBuilder<DateOnly>(3);
        var form = DateForm.None;
        // A leap day is a day of the calendar too, in its years.
        if (ChatText.Plain(text) is { Length: >= ShortestYearless and <= 40 } plain)
            for (var year = today.Year - 4; year <= today.Year + 4; year++)
            {
                var read = IndianDate.Read($"{plain} {year}", words, null, out var date);
                if (read == DateForm.Real) found.Add(date);
                if (read != DateForm.None && form != DateForm.Real) form = read;
            }
        days = [.. found.OrderBy(day => day < today).ThenBy(day => Math.Abs(day.DayNumber - today.DayNumber))];
        return form;
    }

    /// <summary>The year with these last two digits that is nearest to this one; of two equally near the later.</summary>
    private static IndianDate.YearOf YearOf(DateOnly today) => (digits, _, _) =>
    {
        var later = today.Year + ((((digits - today.Year) % 100) + 100) % 100);
        return later - today.Year <= 50 ? later : later - 100;
    };
}

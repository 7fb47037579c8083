using System.Collections.Immutable;
using System.Globalization;
using Bot.Engine.Inputs;
using Bot.Engine.Values;

namespace Bot.Engine.Execution;

/// <summary>When humans answer: days and times of a week, in Indian time (UTC+5:30, which knows no summer time).</summary>
public sealed class OpeningHours
{
    private const int MinutesADay = 24 * 60;

    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private readonly ImmutableArray<(int Day, int From, int To)> _spans;

    private OpeningHours(string text, ImmutableArray<(int Day, int From, int To)> spans) => (Text, _spans) = (text, spans);

    /// <summary>As they are written: <c>mon-sat 09:00-18:00, sun 10:00-13:00</c>.</summary>
    public string Text { get; }

    /// <summary>What a message may show: <c>hours</c>, and <c>open</c> while they are.</summary>
    internal ImmutableArray<KeyValuePair<string, Value>> ArgumentsAt(DateTimeOffset at)
    {
        ImmutableArray<KeyValuePair<string, Value>> hours = [new("hours", Value.Of(Text))];
        return IsOpen(at) ? hours.Add(new("open", Value.Of("yes"))) : hours;
    }

    public bool IsOpen(DateTimeOffset at)
    {
        var there = at.ToOffset(IndianDate.Offset);
        var minute = (int)there.TimeOfDay.TotalMinutes;
        return _spans.Any(span => span.Day == (int)there.DayOfWeek && span.From <= minute && minute < span.To);
    }

    /// <summary>Reads days or spans of days, each with a span of times, with commas between them; null for anything else.</summary>
    public static OpeningHours? Read(string text)
    {
        var spans = ImmutableArray.CreateBuilder<(int, int, int)>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var days, var times]) return null;
            if (times.Split('-') is not [var from, var to] || MinuteOf(from) is not { } begins || MinuteOf(to) is not { } ends || ends <= begins) return null;
            if (DaysIn(days) is not { Count: > 0 } named) return null;
            spans.AddRange(named.Select(day => (day, begins, ends)));
        }

        return new(text.Trim(), spans.ToImmutable());
    }

    /// <summary>Monday to Sunday, and on over the end of the week: <c>fri-mon</c>.</summary>
    private static List<int>? DaysIn(string days)
    {
        var ends = days.Split('-').Select(day => Array.IndexOf(Days, day)).ToList();
        if (ends.Count > 2 || ends.Contains(-1)) return null;

        return [.. Enumerable.Range(0, ((ends[^1] - ends[0] + Days.Length) % Days.Length) + 1).Select(step => (ends[0] + step) % Days.Length)];
    }

    private static int? MinuteOf(string time)
    {
        if (time == "24:00") return MinutesADay;
        return TimeOnly.TryParseExact(time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? (int)read.ToTimeSpan().TotalMinutes : null;
    }
}

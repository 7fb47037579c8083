using Bot.Engine.Inputs;

namespace Bot.Tests.Engine.Inputs;

/// <summary>The example that a question for a day shows can be answered on the day on which it is shown.</summary>
public sealed class MovingExampleTests
{
    private static readonly DateTimeOffset Now = InputTypeTests.Now;

    [Theory]
    [InlineData("today+1d", "today+30d", "22-11-2026")]
    [InlineData("today+1w", "today+30d", "28-11-2026")]
    [InlineData("2015-01-01", "today", "21-11-2026")]
    [InlineData("today-80y", "today-18y", "21-11-2008")]
    [InlineData("2027-01-01", "2027-03-31", "01-01-2027")]
    [InlineData("1900-01-01", "2099-12-31", "22-11-2026")]
    public void It_is_tomorrow_or_the_nearest_day_that_may_be_answered(string from, string to, string example)
    {
        DayBound.TryParse(from, out var first).Should().BeTrue();
        DayBound.TryParse(to, out var last).Should().BeTrue();
        var type = new CalendarDate(new(first, last));

        var shown = type.MovingArguments(Now)!.Value.Single();

        (shown.Key, shown.Value.Text).Should().Be(("example", example));
        type.Read(example, Now).Should().BeOfType<Accepted>();
        new Reworded(type, RejectWords.None).MovingArguments(Now)!.Value.Single().Should().Be(shown);
    }

    [Fact]
    public void An_example_of_the_flows_own_stays() =>
        new CalendarDate(DateRules.Default with { Example = "15 June" }).MovingArguments(Now).HasValue.Should().BeFalse();
}

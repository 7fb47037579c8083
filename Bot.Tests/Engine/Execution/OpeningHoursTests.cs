using Bot.Engine.Execution;

namespace Bot.Tests.Engine.Execution;

public sealed class OpeningHoursTests
{
    [Theory]
    [InlineData("mon-sat 09:00-18:00", "2026-11-28T12:29:00Z", true)]
    [InlineData("mon-sat 09:00-18:00", "2026-11-28T12:30:00Z", false)]
    [InlineData("mon-sat 09:00-18:00", "2026-11-28T03:30:00Z", true)]
    [InlineData("mon-sat 09:00-18:00", "2026-11-29T06:00:00Z", false)]
    [InlineData("mon-fri 09:00-18:00, Sun 10:00-13:00", "2026-11-29T06:00:00Z", true)]
    [InlineData("fri-mon 00:00-24:00", "2026-11-28T20:00:00Z", true)]
    [InlineData("fri-mon 00:00-24:00", "2026-12-01T00:00:00Z", false)]
    public void They_are_of_Indian_days_and_times(string hours, string at, bool open) =>
        OpeningHours.Read(hours)!.IsOpen(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)).Should().Be(open);

    [Theory]
    [InlineData("")]
    [InlineData("always")]
    [InlineData("mon 18:00-09:00")]
    [InlineData("mon 9-18")]
    [InlineData("noday 09:00-18:00")]
    [InlineData("mon-tue-wed 09:00-18:00")]
    [InlineData("mon 09:00-25:00")]
    [InlineData("mon 09:00-18:00,")]
    public void What_they_are_not_is_no_hours(string text) => OpeningHours.Read(text).Should().BeNull();
}

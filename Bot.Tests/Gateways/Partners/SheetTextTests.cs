using Bot.Gateways.Partners;

namespace Bot.Tests.Gateways.Partners;

public sealed class SheetTextTests
{
    [Theory]
    [InlineData("=cmd|'/c x'!A1", "'=cmd|'/c x'!A1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(1)", "'@SUM(1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("windscreen = new", "windscreen = new")]
    [InlineData("", "")]
    public void What_a_sheet_would_compute_is_marked_and_the_rest_stays(string text, string expected) => SheetText.Of(text).Should().Be(expected);
}

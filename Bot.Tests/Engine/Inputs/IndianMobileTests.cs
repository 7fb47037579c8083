using Bot.Engine.Inputs;

namespace Bot.Tests.Engine.Inputs;

public sealed class IndianMobileTests
{
    private static readonly string Table = Path.Combine(AppContext.BaseDirectory, "Engine", "Inputs", "phone-numbers.tsv");

    public static TheoryData<string, string, string> Numbers
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            foreach (var (_, fields) in InputCase.Rows(Table)) rows.Add(fields[0], fields[1], fields[2]);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_number_is_read_as_the_table_says(string row, string input, string canonical)
    {
        var accepted = IndianMobile.TryParse(input, out var read);

        accepted.Should().Be(canonical != "-", $"of row {row}");
        read.Should().Be(accepted ? canonical : "");
    }

    [Fact]
    public void The_table_has_all_30_rows() => InputCase.Rows(Table).Should().HaveCount(30);

    [Fact]
    public void Nothing_is_not_a_number() => IndianMobile.TryParse(null, out _).Should().BeFalse();

    [Fact]
    public void A_canonical_number_has_a_national_a_WhatsApp_and_a_masked_form()
    {
        IndianMobile.National("+919876543210").Should().Be("9876543210");
        IndianMobile.WhatsApp("+919876543210").Should().Be("919876543210");
        IndianMobile.Mask("+919876543210").Should().Be("+91 XXXXXX3210");
    }

    [Theory]
    [InlineData("9876543210")]
    [InlineData("")]
    [InlineData("+91987654321O")]
    [InlineData("+915876543210")]
    public void What_is_not_canonical_is_hidden_whole_and_has_no_other_form(string number)
    {
        IndianMobile.Mask(number).Should().Be("XXXXXXXXXX");
        FluentActions.Invoking(() => IndianMobile.National(number)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => IndianMobile.WhatsApp(number)).Should().Throw<ArgumentException>();
    }
}

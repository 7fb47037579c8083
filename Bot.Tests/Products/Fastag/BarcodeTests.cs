using Bot.Engine.Inputs;
using Bot.Products.Fastag.Inputs;

namespace Bot.Tests.Products.Fastag;

public sealed class BarcodeTests
{
    /// <summary>Published pairs of barcode and tag id, and pairs calculated from them.</summary>
    public static TheoryData<string, string> Pairs => new()
    {
        { "608116-009-0132331", "34161FA820328EE812409D60" },
        { "607417-001-0032153", "34161FA820328972020FB320" },
        { "606162-100-0088767", "34161FA820327FA4C82B57E0" },
        { "608116-011-0558601", "34161FA820328EE81710C120" },
        { "608116-018-0000001", "34161FA820328EE824000020" },
        { "608116-030-0912712", "34161FA820328EE83DBDA900" },
        { "607569-001-0000001", "34161FA820328AA202000020" },
        { "608268-001-0056151", "34161FA820329018021B6AE0" },
        { "608116-255-1048575", "34161FA820328EE9FFFFFFE0" },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_barcode_and_its_tag_id_lead_to_each_other(string printed, string tagId)
    {
        Barcode.TryParse(printed, out var barcode).Should().BeTrue();
        barcode!.TagId.Should().Be(tagId);

        TagId.TryParse(tagId, out var back).Should().BeTrue();
        back.Should().Be(barcode);
        TagId.TryParse(tagId.ToLowerInvariant(), out back).Should().BeTrue();
        back!.ToString().Should().Be(printed);
    }

    [Fact]
    public void Hyphens_are_optional()
    {
        Barcode.TryParse("6081160090132331", out var barcode).Should().BeTrue();

        barcode!.ToString().Should().Be("608116-009-0132331");
    }

    [Theory]
    [InlineData("608116-009-1048576")]
    [InlineData("608116-256-0000001")]
    public void A_barcode_that_no_chip_can_hold_is_right_but_has_no_tag_id(string printed)
    {
        Barcode.TryParse(printed, out var barcode).Should().BeTrue();

        barcode!.TagId.Should().BeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("608116-009-013233")]
    [InlineData("608116-0090132331")]
    [InlineData("608116 009 0132331")]
    [InlineData("60811600-901323-31")]
    [InlineData("608116-009-01323 1")]
    [InlineData("608116-009-०132331")]
    public void What_is_not_a_barcode_is_refused(string? text) => Barcode.TryParse(text, out _).Should().BeFalse();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("34161FA820328EE812409D6")]
    [InlineData("E28011702000020D1C2B0A4F")]
    [InlineData("34161FA820328EE812409D61")]
    [InlineData("34161FA821328EE812409D60")]
    [InlineData("34161FA8203FFFFFFFFFFFE0")]
    [InlineData("34161FA820328EE812409D6G")]
    public void What_is_not_a_tag_id_is_refused(string? text) => TagId.TryParse(text, out _).Should().BeFalse();
}

using Bot.Storage.Care;

namespace Bot.Tests.Storage.Care;

/// <summary>In which texts a person is found by their number.</summary>
public sealed class PersonMatchTests
{
    private readonly PersonMatch _match = new(new("9876500001", ["meta:919876500001"], ["0199f2c4e07a"], ["IN.ABCDEFGH"]));

    [Theory]
    [InlineData("9876500001")]
    [InlineData("{\"mobile\":\"+919876500001\"}")]
    [InlineData("{\"mobile\":\"\\u002B919876500001\"}")]
    [InlineData("call 0091 98765 00001 please")]
    [InlineData("98765-00001")]
    [InlineData("987 650 000 1")]
    [InlineData("09876500001.")]
    [InlineData("मेरा नंबर ९८७६५००००१ है")]
    [InlineData("IN.ABCDEFGH")]
    [InlineData("send.0199f2c4e07a.7.m0")]
    public void It_is_found_as_people_and_programs_write_it(string text) => _match.IsIn(text).Should().BeTrue();

    [Theory]
    [InlineData("98765000012")]
    [InlineData("1559876500001")]
    [InlineData("9876500002")]
    [InlineData("98765")]
    [InlineData("")]
    public void Another_number_is_not_theirs(string text) => _match.IsIn(text).Should().BeFalse();

    [Fact]
    public void A_conversation_is_theirs_under_a_key_that_is_known_or_has_the_number()
    {
        _match.IsOwn("meta:919876500001").Should().BeTrue();
        _match.IsOwn("elsewhere:919876500001").Should().BeTrue();
        _match.IsOwn("meta:919876500002").Should().BeFalse();
    }
}

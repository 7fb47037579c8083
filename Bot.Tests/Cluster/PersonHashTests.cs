using Bot.Cluster;

namespace Bot.Tests.Cluster;

/// <summary>The hash is nginx's, bit for bit.</summary>
public sealed class PersonHashTests
{
    /// <summary>The check value of CRC-32/ISO-HDLC is cbf43926 for "123456789" (reveng's catalogue).</summary>
    [Fact]
    public void It_is_the_upper_half_of_the_checksum_of_the_address_without_its_first_bit() =>
        PersonHash.Of("meta:123456789").Should().Be(0xcbf4 & 0x7fff);

    [Fact]
    public void An_address_hashes_alike_on_every_channel() => PersonHash.Of("gupshup:919812345678").Should().Be(PersonHash.Of("meta:919812345678"));

    [Theory]
    [InlineData("meta:123456789")]
    [InlineData("meta:")]
    [InlineData("meta:IN.नमस्ते")]
    public void A_key_begins_with_it_and_gives_it_back(string conversation) =>
        PersonHash.FromKey($"{PersonHash.Digits(conversation)}.0123456789abcdef").Should().Be(PersonHash.Of(conversation));

    [Fact]
    public void A_key_of_another_kind_gives_none() => PersonHash.FromKey("0").Should().BeNull();
}

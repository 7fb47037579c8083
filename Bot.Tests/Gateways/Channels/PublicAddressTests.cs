using System.Net;
using Bot.Gateways.Channels;
using FsCheck;
using FsCheck.Fluent;

namespace Bot.Tests.Gateways.Channels;

/// <summary>Which addresses a photo may be fetched from (https://www.iana.org/assignments/iana-ipv4-special-registry and its IPv6 counterpart).</summary>
public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("192.169.0.0")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("::ffff:8.8.8.8")]
    public void The_public_internet_is_public(string address) => PublicAddress.Is(IPAddress.Parse(address)).Should().BeTrue();

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("10.255.255.255")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.8")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.7")]
    [InlineData("203.0.113.7")]
    [InlineData("224.0.0.1")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    public void Special_addresses_are_not(string address) => PublicAddress.Is(IPAddress.Parse(address)).Should().BeFalse();

    [Theory]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("fe80::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456:789a::1")]
    [InlineData("ff02::1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2001:db8::1")]
    [InlineData("2001::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("3fff::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:10.0.0.1")]
    public void Special_addresses_of_IPv6_and_those_that_hide_one_of_IPv4_are_not(string address) =>
        PublicAddress.Is(IPAddress.Parse(address)).Should().BeFalse();

    [Fact]
    public void An_address_of_IPv4_is_judged_alike_however_it_is_written() => Prop.ForAll<uint>(number =>
    {
        var address = new IPAddress(number);
        return PublicAddress.Is(address) == PublicAddress.Is(address.MapToIPv6());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_outside_of_what_is_given_out_of_IPv6_is_public() => Prop.ForAll(Arb.From(Gen.ArrayOf(Gen.Choose(0, 255), 16)), numbers =>
    {
        var address = new IPAddress([.. numbers.Select(number => (byte)number)]);
        return numbers[0] >> 5 == 1 || address.IsIPv4MappedToIPv6 || !PublicAddress.Is(address);
    }).QuickCheckThrowOnFailure();
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Bot.Storage.Sealing;

namespace Bot.Tests.Storage.Sealing;

/// <summary>What the names of rows tell, and what they do not.</summary>
public sealed class RowNamesTests
{
    private readonly RowNames _names = new(RandomNumberGenerator.GetBytes(32));

    [Theory]
    [InlineData("meta:919812345678")]
    [InlineData("workflow:919812345678:4f0c1d")]
    [InlineData("a key without a channel")]
    public void A_conversation_has_one_name_that_tells_its_channel_alone(string conversation)
    {
        var name = _names.Conversation(conversation);

        name.Should().Be(_names.Conversation(conversation)).And.StartWith(conversation[..(conversation.IndexOf(':', StringComparison.Ordinal) + 1)])
            .And.NotContain("919812345678").And.NotBe(new RowNames(RandomNumberGenerator.GetBytes(32)).Conversation(conversation));
        RowNames.IsConversation(name).Should().BeTrue();
        RowNames.IsConversation(conversation).Should().BeFalse();
    }

    [Theory]
    [InlineData("wamid.HBgMOTE5ODAwMDAwMDAxFQIAEhgg")]
    [InlineData("नमस्ते")]
    [InlineData("long")]
    public void A_name_is_HMAC_SHA256_cut_to_128_bits(string id)
    {
        if (id == "long") id = new string('x', 5000);
        var key = RandomNumberGenerator.GetBytes(32);

        new RowNames(key).Id(id).Should().Be($"~{Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"id\0{id}")).AsSpan(0, 16))}");
    }

    [Fact]
    public void Conversations_of_one_number_are_a_range()
    {
        var range = _names.Prefix("workflow:919812345678:");

        _names.Conversation("workflow:919812345678:1").Should().StartWith(range);
        _names.Conversation("workflow:919812345678:2").Should().StartWith(range);
        _names.Conversation("workflow:919812345679:1").Should().NotStartWith(range);
        _names.Conversation("meta:919812345678").Should().StartWith(_names.Prefix("meta:"));
    }

    [Theory]
    [InlineData("608116-001-0001234/00000012", true)]
    [InlineData("mobile/9876543210", false)]
    [InlineData("608116-001-0001234/", false)]
    [InlineData("/12", false)]
    [InlineData("12345678", false)]
    public void Of_a_key_only_a_short_number_at_its_end_is_told(string key, bool told)
    {
        var name = _names.Key("ledger", key);

        RowNames.IsName(name).Should().BeTrue();
        name.EndsWith("/00000012", StringComparison.Ordinal).Should().Be(told);
        name.Should().NotContain("608116").And.NotContain("9876543210").And.NotContain("12345678");
        name.Should().NotBe(_names.Key("tag", key), "kinds are kept apart");
    }

    [Fact]
    public void Values_of_different_look_ups_are_kept_apart()
    {
        _names.Lookup("vehicle", "word", "mh1").Should().Be(_names.Lookup("vehicle", "word", "mh1"))
            .And.NotBe(_names.Lookup("tag", "word", "mh1")).And.NotBe(_names.Lookup("vehicle", "status", "mh1"));
    }

    [Fact]
    public void The_spools_records_keep_their_order() =>
        string.CompareOrdinal(_names.Key(RowNames.Ordered, "0000000000000000009"), _names.Key(RowNames.Ordered, "0000000000000000010")).Should().BeNegative();
}

using System.Text;
using Bot.Gateways.Channels;
using Bot.Gateways.Channels.Gupshup;
using Bot.Gateways.Channels.Interakt;
using Bot.Gateways.Channels.MetaCloud;

namespace Bot.Tests.Compliance;

/// <summary>The vectors and names of the providers' own proofs.</summary>
public sealed class WebhookSignatureTests
{
    [Theory]
    [InlineData("{\"object\":\"whatsapp_business_account\",\"entry\":[]}", "99c9e583df383a49a6a002e426eed3bcf111d832dc72b4b256ae2f00fe909922")]
    [InlineData("{\"text\":\"नमस्ते\"}", "898442692e3ed7c59f3d6d368a8813df3b7ddc12670943336745ce6f08a3baa6")]
    [InlineData("{\"text\":\"\\u0928\\u092e\\u0938\\u094d\\u0924\\u0947\"}", "d8446dbc645ddc41b7bb4aae3cdd502fe1c9bbf670b104257674b261fd7175f5")]
    public void Meta_signs_the_bytes_as_they_were_sent(string body, string hex) =>
        ChannelKind.Meta.Create().IsAuthentic(ChannelKind.Request(Encoding.UTF8.GetBytes(body), ("x-hub-signature-256", "sha256=" + hex))).Should().BeTrue();

    [Theory]
    [InlineData("Interakt-Signature")]
    [InlineData("x-interakt-signature")]
    public void Interakt_signs_under_either_name(string header) =>
        ChannelKind.Interakt.Create().IsAuthentic(ChannelKind.Request(
            """{"version":"1.0","type":"message_received","data":{}}"""u8.ToArray(),
            (header, "sha256=6d31ba322e9d47ba75b396a7c8ce487fce9f725752beda5cef605392b1bfef05"))).Should().BeTrue();

    [Theory]
    [InlineData("x-webhook-token", "test_secret", true)]
    [InlineData("Authorization", "test_secret", true)]
    [InlineData("Authorization", "Bearer test_secret", true)]
    [InlineData("Authorization", "Bearer test_secret2", false)]
    [InlineData("Authorization", "Basic test_secret", false)]
    [InlineData("x-other", "test_secret", false)]
    public void Gupshup_shows_its_token_in_a_header(string header, string value, bool authentic) =>
        ChannelKind.Gupshup.Create().IsAuthentic(ChannelKind.Request(default, (header, value))).Should().Be(authentic);

    [Theory]
    [InlineData("token", "test_secret", true)]
    [InlineData("token", "Test_secret", false)]
    [InlineData("key", "test_secret", false)]
    public void Gupshup_shows_its_token_in_the_query(string name, string value, bool authentic) =>
        ChannelKind.Gupshup.Create().IsAuthentic(ChannelKind.Request(default, query: (name, value))).Should().Be(authentic);

    [Theory]
    [InlineData("subscribe", "verify-1", "1158201444", "1158201444")]
    [InlineData("subscribe", "verify-2", "1158201444", null)]
    [InlineData("subscribe", "", "1158201444", null)]
    [InlineData("unsubscribe", "verify-1", "1158201444", null)]
    [InlineData("subscribe", "verify-1", "", null)]
    public void Meta_gets_its_challenge_back_for_the_right_token(string mode, string token, string challenge, string? answer) =>
        MetaVerification.Answer(name => name switch { "hub.mode" => mode, "hub.verify_token" => token, "hub.challenge" => challenge, _ => "" }, "verify-1").Text.Should().Be(answer);

    [Theory]
    [InlineData("new,old", "new", true)]
    [InlineData("new,old", "old", true)]
    [InlineData(" new , old ", "old", true)]
    [InlineData("new,old", "new,old", true)]
    [InlineData("new,old", "older", false)]
    [InlineData("new,", "", false)]
    [InlineData(",", "", false)]
    [InlineData(",", ",", false)]
    public void While_a_secret_is_changed_the_new_and_the_old_one_count(string secrets, string used, bool taken)
    {
        var body = "{}"u8;
        var signature = "sha256=" + Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(Encoding.UTF8.GetBytes(used), body));

        WebhookSecret.Signs(secrets, body, signature).Should().Be(taken);
        WebhookSecret.Matches(secrets, used).Should().Be(taken);
    }

    [Fact]
    public void Nobody_is_verified_against_an_empty_token() =>
        MetaVerification.Answer(name => name == "hub.mode" ? "subscribe" : name == "hub.challenge" ? "1" : "", "").Text.Should().BeNull();

    [Fact]
    public void Settings_show_no_secret_when_printed()
    {
        var printed = new MetaOptions { AccessToken = "s3cret", AppSecret = "s3cret", VerifyToken = "s3cret" }.ToString()
            + new GupshupOptions { ApiKey = "s3cret", WebhookToken = "s3cret" }.ToString()
            + new InteraktOptions { ApiKey = "s3cret", WebhookSecret = "s3cret" };

        printed.Should().NotContain("s3cret");
    }
}

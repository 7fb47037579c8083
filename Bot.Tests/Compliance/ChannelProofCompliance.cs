using Bot.Engine.Abstractions;

namespace Bot.Tests.Compliance;

public sealed class MetaProofCompliance() : ChannelProofCompliance(ChannelKind.Meta);

public sealed class GupshupProofCompliance() : ChannelProofCompliance(ChannelKind.Gupshup);

public sealed class InteraktProofCompliance() : ChannelProofCompliance(ChannelKind.Interakt);

/// <summary>What every channel that checks its provider's proof itself owes. The Bot Framework's is checked by the SDK: BotFrameworkTokenTests.</summary>
public abstract class ChannelProofCompliance(ProvenChannelKind kind)
{
    private readonly IChannel _channel = kind.Create();

    [Fact]
    public void A_request_is_authentic_with_the_providers_proof()
    {
        var body = kind.Payloads().First().Body;

        _channel.IsAuthentic(ChannelKind.Request(body, kind.Proof(body))).Should().BeTrue();
    }

    [Fact]
    public void A_request_is_not_authentic_without_a_proof_or_with_a_wrong_one()
    {
        var body = kind.Payloads().First().Body;
        var (name, value) = kind.Proof(body);

        foreach (var wrong in new[] { "", " ", value[..^1], value + "0", "0" + value[1..], value[..^1] + (value[^1] == '0' ? '1' : '0'), "sha256=", "sha256=zz", new string('0', 71), "नमस्ते" })
            _channel.IsAuthentic(ChannelKind.Request(body, (name, wrong))).Should().BeFalse(wrong);
    }

    [Fact]
    public void A_channel_without_a_secret_accepts_nothing_unless_told_to()
    {
        var body = kind.Payloads().First().Body;
        var request = ChannelKind.Request(body, (kind.Proof(body).Name, ChannelKind.Hmac("", body)));

        kind.Create(secret: "").IsAuthentic(request).Should().BeFalse();
        kind.Create(secret: "", allowUnsigned: true).IsAuthentic(request).Should().BeTrue();
        kind.Create(allowUnsigned: true).IsAuthentic(request).Should().BeFalse("a secret that is set is asked for");
    }
}

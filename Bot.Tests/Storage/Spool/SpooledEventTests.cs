using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Storage.Spool;

namespace Bot.Tests.Storage.Spool;

public sealed class SpooledEventTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 10, 0, 0, TimeSpan.Zero);

    private static readonly ConversationFacts Facts = new("meta", "919812345678", "", DateTimeOffset.UnixEpoch) { Others = ["IN.1", "IN.2"] };

    [Fact]
    public void What_a_provider_tells_of_a_persons_addresses_is_kept_with_all_of_them()
    {
        var back = SpooledEvent.Read(SpooledEvent.Of("meta:1", Facts, new IdentityLearned("wamid.S1", Now)).Write());

        back.Facts!.Others.Should().Equal("IN.1", "IN.2");
        back.Input!.HeardAt(Now).Should().Be(new IdentityLearned("wamid.S1", Now));
    }

    [Fact]
    public void An_event_that_an_earlier_build_kept_tells_no_further_addresses()
    {
        var json = JsonNode.Parse(SpooledEvent.Of("meta:1", Facts, new HeardText("wamid.1", Now, "hi")).Write())!;
        json["facts"]!.AsObject().Remove("others").Should().BeTrue();

        SpooledEvent.Read(json.ToJsonString()).Facts!.Others.Should().BeEmpty();
    }
}

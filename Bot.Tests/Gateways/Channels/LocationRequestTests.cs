using Bot.Engine.Abstractions;
using Bot.Gateways.Channels;
using Bot.Gateways.Channels.BotFramework;
using Bot.Gateways.Channels.Interakt;
using Bot.Gateways.Channels.MetaCloud;

namespace Bot.Tests.Gateways.Channels;

/// <summary>A question for a place: a button of its own where the provider has one (Meta, "location request messages"), else the question in words.</summary>
public sealed class LocationRequestTests
{
    private static readonly LocationRequestMessage Question = new("Where shall we pick the car up?");

    [Fact]
    public void Meta_shows_a_button_that_sends_the_location() =>
        MetaWriter.Write("919800000001", Question, "r1").Should().Contain(
            """
            {"type":"location_request_message","body":{"text":"Where shall we pick the car up?"},"action":{"name":"send_location"}}
            """);

    [Fact]
    public void Elsewhere_it_is_asked_in_words()
    {
        InteraktWriter.Write("919800000001", Question, "r1").Should().Contain("""{"message":"Where shall we pick the car up?"}""");
        ActivityWriter.Write(Question)["text"]!.GetValue<string>().Should().Be(Question.Body);
    }

    [Theory]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    public void Its_body_has_the_limit_of_buttons(int length, bool fits) =>
        (WhatsAppLimits.Complaint(new LocationRequestMessage(new('x', length))) is null).Should().Be(fits);
}

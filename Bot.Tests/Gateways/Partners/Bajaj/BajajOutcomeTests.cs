using Bot.Gateways.Partners.Bajaj;
using Bot.Sandbox.Bajaj;
using Bot.Sandbox.State;
using Bot.Tests.Support.Partners;

namespace Bot.Tests.Gateways.Partners.Bajaj;

/// <summary>The real client to the sandbox, over HTTP.</summary>
public sealed class BajajOutcomeTests : SandboxFixture
{
    private const string SerialNo = "608268-001-0056151";

    private BajajService Service => World.Areas.Select(area => area.Area).OfType<BajajArea>().Single().Service;

    [Fact]
    public async Task The_photos_of_a_tag_are_known_when_all_five_are_in()
    {
        using var bajaj = Bajaj();
        foreach (var type in BajajPayloads.ImageTypes.Skip(1)) (await bajaj.UploadAsync(type: type)).Outcome.Should().Be("uploaded");
        (await bajaj.UploadAsync(type: "RCBACK")).Outcome.Should().Be("uploaded", "the same photo again replaces itself");
        (await bajaj.AskAsync()).Outcome.Should().Be("unknown");

        (await bajaj.UploadAsync()).Outcome.Should().Be("uploaded");

        (await bajaj.AskAsync()).Outcome.Should().Be("known");
        Service.ImagesOf(SerialNo).Should().BeEquivalentTo(BajajPayloads.ImageTypes);
        World.Ledger.Repeated().Should().BeEmpty();
    }

    [Fact]
    public async Task A_token_that_the_partner_has_forgotten_is_asked_for_anew()
    {
        using var bajaj = Bajaj(tokenLife: TimeSpan.FromDays(1));
        await bajaj.UploadAsync();

        Clock.Advance(BajajService.TokenLife);

        (await bajaj.UploadAsync(type: "RCBACK")).Outcome.Should().Be("uploaded");
    }

    [Theory]
    [InlineData("refuse \"Image is blurred\"", "declined", "unknown", false, 0)]
    [InlineData("status 400", "unavailable", "unavailable", true, 0)]
    [InlineData("status 401", "unavailable", "unavailable", true, 0)]
    [InlineData("status 429", "unavailable", "unavailable", false, 0)]
    [InlineData("status 503", "unavailable", "unavailable", false, 0)]
    [InlineData("garbage", "unavailable", "unavailable", false, 0)]
    [InlineData("drop", "unavailable", "unavailable", false, 0)]
    [InlineData("doneButLost", "unavailable", "unavailable", false, 1)]
    public async Task What_became_of_a_call_is_told_honestly(string fault, string upload, string ask, bool lasting, int images)
    {
        using var bajaj = Bajaj();
        foreach (var path in new[] { "uploadKYVImages", "checkStatusKYVImages" }) World.Misbehave("bajaj", SandboxFault.Parse(fault + " always"), path);

        var uploaded = await bajaj.UploadAsync();
        var asked = await bajaj.AskAsync();

        (uploaded.Outcome, asked.Outcome).Should().Be((upload, ask));
        (uploaded.Fault?.Lasting is not null).Should().Be(lasting);
        Service.ImagesOf(SerialNo).Should().HaveCount(images);
    }

    [Fact]
    public async Task The_sandbox_takes_no_other_key_and_no_other_channel()
    {
        using var otherKey = Bajaj(key: "another.key.of.32.characters.000");
        using var otherChannel = Bajaj(channel: "OTHER");

        (await otherKey.UploadAsync()).Fault!.Lasting.Should().Be("Bajaj: the partner gives no token");
        (await otherChannel.UploadAsync()).Fault!.Lasting.Should().Be("Bajaj: the partner gives no token");
        Service.ImagesOf(SerialNo).Should().BeEmpty();
    }

    private BajajBench Bajaj(string key = BajajGateway.SandboxEncryptionKey, string channel = BajajGateway.SandboxChannel, TimeSpan? tokenLife = null) => new(
        new()
        {
            BaseUrl = Address + "/sandbox/bajaj", Channel = channel, AgentId = BajajGateway.SandboxAgentId, EncryptionKey = key,
            TokenLife = tokenLife ?? TimeSpan.FromMinutes(10), Timeout = TimeSpan.FromSeconds(20),
        }, Clock);
}

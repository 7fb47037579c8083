using Bot.Bench.Chaos.Kill;
using Bot.Gateways.Channels.MetaCloud;
using Bot.Host.Wiring;
using Bot.Sandbox.Phones;
using Bot.Sandbox.State;
using Bot.Tests.Support;

namespace Bot.Tests.Bench.Chaos;

/// <summary>A real process is told to stop (SIGTERM), as at every deployment.</summary>
public sealed class StopTests : IAsyncLifetime, IDisposable
{
    private const int People = 30;

    private readonly TemporaryFolder _folder = new();
    private PartnerStage _stage = null!;
    private HostProcess _host = null!;
    private PhoneLine _line = null!;

    public async Task InitializeAsync()
    {
        _stage = await PartnerStage.OpenAsync();
        KillEnvironment.CopyFlows(Repository.Flows, _folder.Path);
        _host = new(KillEnvironment.Of(new() { Flows = Repository.Flows }, _stage, _folder.Path), _folder.Path);
        _line = new([_host], KillEnvironment.AppSecret, new(1));
        await _host.StartAsync();
    }

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    public void Dispose()
    {
        _line.Dispose();
        _host.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_was_taken_is_answered_before_the_process_ends_with_zero()
    {
        await SayHelloAsync();

        (await _host.StopAsync()).Should().Be(0);

        _stage.World.Phones.To("", 0).Select(sent => sent.To).Distinct().Should().HaveCount(People, "the outbox runs empty before the process ends");
    }

    [Fact]
    public async Task A_partner_that_does_not_answer_does_not_hold_the_process_and_the_rest_leaves_after_the_next_start()
    {
        _stage.World.Misbehave("meta", SandboxFault.Latency(TimeSpan.FromMinutes(2)) with { Times = null });
        await SayHelloAsync();

        (await _host.StopAsync()).Should().Be(0);
        _host.Complaint.Should().BeEmpty();
        _stage.World.Behave();
        await _host.StartAsync();

        for (var i = 0; i < People; i++)
        {
            var number = NumberOf(i);
            await _stage.World.WhenSentAsync(sent => sent.To == number, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(2));
        }
    }

    private Task SayHelloAsync()
    {
        var phone = new MetaPhone(KillEnvironment.AppSecret, MetaGateway.SandboxPhoneNumberId);
        return Task.WhenAll(
            Enumerable.Range(0, People)
                .Select(i => _line.DeliverAsync(phone.Text(new(NumberOf(i), "Test Person", $"wamid.{i}", DateTimeOffset.UtcNow), "hi"), message: true, CancellationToken.None)));
    }

    private static string NumberOf(int i) => $"9198000000{i:00}";
}

using Bot.Engine.Abstractions;
using Bot.Host.Replays;
using Bot.Host.Settings;
using Bot.Host.Wiring;
using Bot.Sandbox;
using Bot.Sandbox.Phones;
using Bot.Tests.Support.Hosts;

namespace Bot.Tests.Support.Postgres;

/// <summary>Several hosts side by side on one PostgreSQL, with one sandbox behind real HTTP, and one person with a phone.</summary>
internal sealed class HostRow : IAsyncDisposable
{
    private const string Secret = "row-secret";
    private const string Person = "919800000001";

    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackServer _sandbox;
    private readonly MetaPhone _phone = new(Secret, HostComposition.SandboxPhoneNumberId);
    private int _messages;

    private HostRow(LoopbackServer sandbox, SandboxWorld world, VirtualClock clock) => (_sandbox, World, Clock) = (sandbox, world, clock);

    public const string Conversation = $"meta:{Person}";

    public SandboxWorld World { get; }

    public VirtualClock Clock { get; }

    public List<HeadlessBot> Hosts { get; } = [];

    /// <summary>What the person was sent, in order.</summary>
    public IEnumerable<string> Received => World.Sent.Select(sent => sent.Text);

    public static async Task<HostRow> StartAsync(string database, int hosts)
    {
        var clock = new VirtualClock();
        var world = new SandboxWorld(clock);
        var sandbox = await LoopbackServer.OfSandboxAsync(world);
        var row = new HostRow(sandbox, world, clock);
        for (var i = 0; i < hosts; i++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(row._folder.Path, $"host{i}")).FullName;
            row.Hosts.Add(await HostComposition.BotAsync(HostComposition.Sandboxed(folder, Secret, sandbox.Address + "/sandbox", [("DATABASE_URL", database)]), clock));
        }

        return row;
    }

    /// <summary>The person writes; returns what the provider delivers, as often as it likes.</summary>
    public WebhookCall Write(string text) => _phone.Text(new(Person, "Asha", $"wamid.{++_messages}", Clock.GetUtcNow()), text);

    /// <summary>A delivery arrives at a host; returns when it is acknowledged.</summary>
    public static async Task DeliverAsync(HeadlessBot host, WebhookCall call)
    {
        var request = new WebhookRequest(call.Body, name => call.Headers.GetValueOrDefault(name, ""), _ => "");
        host.Channels["meta"].IsAuthentic(request).Should().BeTrue();
        await host.Intake.DispatchAsync(host.Channels["meta"].Read(request).Events, CancellationToken.None);
    }

    /// <summary>All hosts send side by side until none has anything to do.</summary>
    public async Task SettleAsync(params HeadlessBot[] hosts)
    {
        var working = hosts.Length > 0 ? hosts : [.. Hosts];
        await Eventually.Holds(async () => (await Task.WhenAll(working.Select(host => host.Pump.DrainAsync(CancellationToken.None)))).Sum(), sent => sent == 0);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Hosts) await host.DisposeAsync();
        await _sandbox.DisposeAsync();
        _folder.Dispose();
    }
}

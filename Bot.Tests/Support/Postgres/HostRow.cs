using System.Net;
using Bot.Engine.Abstractions;
using Bot.Gateways.Channels.MetaCloud;
using Bot.Host.Replays;
using Bot.Host.Settings;
using Bot.Host.Wiring;
using Bot.Sandbox.Phones;
using Bot.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bot.Tests.Support.Postgres;

/// <summary>Several hosts side by side on one PostgreSQL, with one sandbox behind real HTTP, and one person with a phone.</summary>
internal sealed class HostRow : IAsyncDisposable
{
    private const string Secret = "row-secret";
    private const string Person = "919800000001";

    private readonly TemporaryFolder _folder = new();
    private readonly WebApplication _sandbox;
    private readonly MetaPhone _phone = new(Secret, MetaGateway.SandboxPhoneNumberId);
    private int _messages;

    private HostRow(WebApplication sandbox, SandboxWorld world, VirtualClock clock) => (_sandbox, World, Clock) = (sandbox, world, clock);

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
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var sandbox = builder.Build();
        sandbox.MapSandbox(world);
        await sandbox.StartAsync();
        var url = sandbox.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/sandbox";
        var row = new HostRow(sandbox, world, clock);
        for (var i = 0; i < hosts; i++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(row._folder.Path, $"host{i}")).FullName;
            var configuration = StageConfiguration.Of(folder, Repository.Flows, Secret, url, [("DATABASE_URL", database)]);
            row.Hosts.Add(await HeadlessBot.OpenAsync(configuration, clock, new RecordingObserver()));
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
        while ((await Task.WhenAll(working.Select(host => host.Pump.DrainAsync(CancellationToken.None)))).Sum() > 0)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Hosts) await host.DisposeAsync();
        await _sandbox.DisposeAsync();
        _folder.Dispose();
    }
}

using Bot.Gateways.Partners.Shauryapay;
using Bot.Gateways.Partners.Shauryapay.Wire;
using Bot.Sandbox;

namespace Bot.Tests.Support.Partners;

/// <summary>A fresh sandbox behind real HTTP, one per test, with the real client to it.</summary>
public abstract class SandboxFixture : IAsyncLifetime
{
    private LoopbackServer? _server;
    private ShauryapayClient? _client;

    private protected ManualClock Clock { get; } = new();

    private protected SandboxWorld World { get; private set; } = null!;

    private protected string Address => _server!.Address;

    private protected ShauryapayClient Client => _client!;

    private protected FakeMediaLibrary Media { get; } = new();

    private protected ShauryapayOperationRunner Shauryapay { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        World = new(Clock, seed: 7);
        _server = await LoopbackServer.OfSandboxAsync(World);
        _client = ShauryapayClients.To(_server.Address + "/sandbox/shauryapay");
        Shauryapay = new(TestGateways.ShauryapayOperations(_client, Media));
    }

    public async Task DisposeAsync()
    {
        await _server!.DisposeAsync();
    }
}

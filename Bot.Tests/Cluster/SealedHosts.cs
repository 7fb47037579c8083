using Bot.Host.Desk.Operators;
using Bot.Tests.Host.Desk;
using Bot.Tests.Support.Hosts;
using Bot.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Cluster;

/// <summary>Two hosts of a cluster that know each other by certificates, with the dashboard at their desk, for the tests of a class.</summary>
public sealed class SealedHosts(PostgresServer server) : IAsyncLifetime
{
    private readonly List<BotHost> _hosts = [];

    internal TestAuthority Authority { get; } = new();

    internal IReadOnlyList<BotHost> Hosts => _hosts;

    public async Task InitializeAsync()
    {
        if (PostgresInstallation.Skip is not null) return;

        var database = await server.CreateDatabaseAsync();
        foreach (var name in new[] { "one", "other" })
        {
            var (certificate, key) = Authority.Sign(name);
            var settings = new Dictionary<string, string>(ThreeHosts.Settings(database))
            {
                ["CLUSTER_CERTIFICATE"] = certificate, ["CLUSTER_KEY"] = key, ["CLUSTER_AUTHORITY"] = Authority.Path, ["CLUSTER_DASHBOARD"] = "true",
            };
            _hosts.Add(await BotHost.StartAsync(new() { Settings = settings }));
        }

        await ThreeHosts.JoinedAsync(_hosts);
        var operators = _hosts[0].Services.GetRequiredService<OperatorRepository>();
        await operators.AddAsync("kiran", DeskHost.Password, ["manage"], default);
        await operators.AddAsync("asha", DeskHost.Password, ["answer"], default);
    }

    public async Task DisposeAsync()
    {
        foreach (var host in _hosts) await host.DisposeAsync();
        Authority.Dispose();
    }

    internal static async Task<DeskClient> SignInAsync(BotHost host, string name)
    {
        var client = new DeskClient(host.Address);
        (await client.SignInAsync(name, DeskHost.Password)).Should().Be(200);
        return client;
    }
}

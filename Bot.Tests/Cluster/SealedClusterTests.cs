using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Bot.Tests.Host.Desk;
using Bot.Tests.Support;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Cluster;

/// <summary>Hosts that know each other by certificates, and what those who manage see of them.</summary>
[Collection(PostgresTests.Name)]
public sealed class SealedClusterTests(SealedHosts cluster) : IClassFixture<SealedHosts>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [PostgresFact]
    public async Task Hosts_with_certificates_of_one_authority_hold_conversations_together()
    {
        // Someone who wrote to the one is held by the other, and the other way round; where a busy host was late with one, another person comes.
        var people = new List<string>();
        foreach (var (asked, holder) in new[] { (0, 1), (1, 0) })
        {
            await Eventually.Holds(
                async () =>
                {
                    people.Add($"91981400{people.Count:0000}");
                    (await cluster.Hosts[asked].DeliverAsync(people[^1], $"wamid.sealed.{people.Count}", "fastag")).Should().Be(200);
                    return ThreeHosts.HoldersOf([people[^1]], [cluster.Hosts[holder]]).Single();
                },
                held => held == 1);
        }
    }

    [PostgresFact]
    public async Task One_who_shows_no_certificate_or_another_authoritys_is_hung_up_on()
    {
        using var another = new TestAuthority();
        (await HearsAsync(Shown(cluster.Authority, "guest"))).Should().BeTrue("what belongs to the cluster is answered");
        (await HearsAsync(Shown(another, "stranger"))).Should().BeFalse();
        (await HearsAsync(null)).Should().BeFalse();

        // In clear: what it is sent is no handshake.
        using var plain = new TcpClient();
        await plain.ConnectAsync(Own().Endpoint);
        await plain.GetStream().WriteAsync(new byte[64]);
        (await ReadAsync(plain.GetStream())).Should().BeLessThanOrEqualTo(7, "an alert of TLS is all it gets");
    }

    [PostgresFact]
    public async Task Those_who_manage_see_the_dashboard_and_others_do_not()
    {
        using var kiran = await SealedHosts.SignInAsync(cluster.Hosts[1], "kiran");
        using var asha = await SealedHosts.SignInAsync(cluster.Hosts[1], "asha");
        using var stranger = new DeskClient(cluster.Hosts[1].Address);

        (await PageAsync(kiran, "/")).Should().Match<(int Status, string Body)>(page => page.Status == 200 && page.Body.Contains("<script"));
        await Eventually.Holds(() => HostsShownAsync(kiran), shown => shown == 2);
        (await PageAsync(kiran, "/Trace")).Status.Should().Be(403, "what is logged goes through the masking of the host's own log");
        (await PageAsync(asha, "/DashboardCounters")).Status.Should().Be(403);
        (await PageAsync(stranger, "/DashboardCounters")).Status.Should().BeOneOf(401, 302);
        (await kiran.GetAsync("me")).Body.GetProperty("cluster").GetBoolean().Should().BeTrue();
    }

    /// <summary>Counted anew each second that it is asked for.</summary>
    private static async Task<int> HostsShownAsync(DeskClient client)
    {
        var (status, counters) = await PageAsync(client, "/DashboardCounters");
        status.Should().Be(200, counters);
        return JsonDocument.Parse(counters).RootElement.GetProperty("totalActiveHostCount").GetInt32();
    }

    private static async Task<(int Status, string Body)> PageAsync(DeskClient client, string page)
    {
        using var answer = await client.RawAsync(new(HttpMethod.Get, "/desk/cluster" + page));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private Orleans.Runtime.SiloAddress Own() => ThreeHosts.StatusOf(cluster.Hosts[0]).Joined!.Value.Own;

    private static X509Certificate2 Shown(TestAuthority authority, string name)
    {
        var (certificate, key) = authority.Sign(name);
        return X509Certificate2.CreateFromPemFile(certificate, key);
    }

    /// <summary>Whether a host talks to one who shows this.</summary>
    private async Task<bool> HearsAsync(X509Certificate2? shown)
    {
        using var owned = shown;
        using var client = new TcpClient();
        await client.ConnectAsync(Own().Endpoint);
        await using var stream = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, theirs, _, _) => theirs is not null);
        try
        {
            await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "bot", ClientCertificates = shown is null ? null : [shown] });
        }
        catch (Exception refused) when (refused is IOException or AuthenticationException)
        {
            return false;
        }

        // Each side begins by telling who it is.
        return await ReadAsync(stream) > 0;
    }

    private static async Task<int> ReadAsync(Stream stream)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            return await stream.ReadAsync(new byte[256], limit.Token);
        }
        catch (Exception cut) when (cut is IOException or AuthenticationException or SocketException)
        {
            return 0;
        }
    }
}

using System.Net;
using Bot.Host.Http;
using Bot.Host.Settings;
using Bot.Tests.Host.Settings;
using Bot.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Bot.Tests.Host.Http;

public sealed class ConnectionLimitTests
{
    private const string Question = "GET /here HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

    [Fact]
    public async Task An_address_has_so_many_connections_and_others_have_theirs()
    {
        await using var host = await StartAsync("2");
        using var first = await OpenAsync(host);
        using var second = await OpenAsync(host);

        using var third = await OpenAsync(host);
        using var other = await OpenAsync(host, from: "127.0.0.2");

        (await AskAsync(first)).Should().StartWith("HTTP/1.1 200");
        (await AskAsync(second)).Should().StartWith("HTTP/1.1 200");
        (await AskAsync(third)).Should().BeEmpty();
        (await AskAsync(other)).Should().StartWith("HTTP/1.1 200");
    }

    [Fact]
    public async Task A_connection_that_closes_makes_room_for_another()
    {
        await using var host = await StartAsync("1");
        using (var first = await OpenAsync(host))
            (await AskAsync(first)).Should().StartWith("HTTP/1.1 200");

        await Eventually.Holds(async () =>
        {
            using var second = await OpenAsync(host);
            return await AskAsync(second);
        }, answer => answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Behind_a_proxy_there_is_no_such_limit()
    {
        await using var host = await StartAsync("0");
        using var first = await OpenAsync(host);
        using var second = await OpenAsync(host);

        (await AskAsync(second)).Should().StartWith("HTTP/1.1 200");
    }

    [Theory]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("::1", "::1")]
    public void What_one_caller_may_choose_among_counts_as_one_address(string remote, string counted) =>
        ConnectionLimiter.Counted(IPAddress.Parse(remote)).Should().Be(IPAddress.Parse(counted));

    [Fact]
    public async Task Ten_thousand_are_open_in_all_and_a_thousand_of_an_address_where_nothing_else_is_set()
    {
        await using var host = await HostOnPort.StartAsync(_ => { }, _ => { });
        using var bench = new SettingsBench();

        host.Find<IOptions<KestrelServerOptions>>().Value.Limits.MaxConcurrentConnections.Should().Be(10_000);
        ServerOptions.Of(bench.Configuration).ConnectionsPerAddress.Should().Be(1000);
    }

    [Fact]
    public async Task A_server_that_stops_waits_for_no_one_who_says_nothing()
    {
        await using var host = await StartAsync("0", services => services.Configure<HostOptions>(stop => stop.ShutdownTimeout = Timeout.InfiniteTimeSpan));
        using var silent = await OpenAsync(host);
        using var other = await OpenAsync(host);
        (await AskAsync(other)).Should().StartWith("HTTP/1.1 200");

        var stop = host.StopAsync();
        await Eventually.Holds(() => stop.IsCompleted);

        (await silent.AnswerAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_silent_connection_has_an_end()
    {
        await using var host = await StartAsync("0");

        var limits = host.Find<IOptions<KestrelServerOptions>>().Value.Limits;

        limits.KeepAliveTimeout.Should().Be(TimeSpan.FromSeconds(20));
        limits.RequestHeadersTimeout.Should().Be(TimeSpan.FromSeconds(15));
    }

    private static Task<HostOnPort> StartAsync(string limit, Action<IServiceCollection>? services = null) => HostOnPort.StartAsync(
        services ?? (_ => { }), app => app.MapGet("/here", context => context.Response.WriteAsync("yes")), bench => bench.With("CONNECTIONS_PER_ADDRESS", limit));

    private static Task<RawConnection> OpenAsync(HostOnPort host, string from = "127.0.0.1") => RawConnection.OpenAsync(host.Client.BaseAddress!, from);

    private static async Task<string> AskAsync(RawConnection connection)
    {
        await connection.SendAsync(Question);
        return await connection.AnswerAsync();
    }
}

using System.Net;
using Bot.Engine.Abstractions;
using Bot.Gateways.Operations;
using Bot.Tests.Support.Partners;
using Microsoft.Extensions.Options;

namespace Bot.Tests.Gateways.Operations;

/// <summary>Where a call of a flow may lead.</summary>
public sealed class HttpGuardTests
{
    private const string Get = """
        shop.book:
          url: SCHEME://HOST/days
          outcomes: { found: { status: 200 } }
        """;

    private static string Written(string scheme, string host) => Get.Replace("SCHEME", scheme, StringComparison.Ordinal).Replace("HOST", host, StringComparison.Ordinal);

    [Theory]
    [InlineData("http", "api.shop.example", "plain http")]
    [InlineData("https", "other.example", "the host 'other.example' is not allowed; set HTTP_ALLOWED_HOSTS=other.example")]
    public void Outside_of_Development_only_allowed_hosts_are_called_and_only_by_https(string scheme, string host, string fault)
    {
        using var bench = new OperationBench(Written(scheme, host), ("Environment", "Production"), ("Operations:AllowedHosts:0", "api.shop.example"));

        bench.Faults.Should().ContainSingle().Which.Should().Contain(fault).And.NotContain("warning");
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    [InlineData("::ffff:10.0.0.1")]
    public async Task An_allowed_name_that_leads_to_a_private_address_is_not_called(string address)
    {
        var options = new HttpOperationOptions { AllowedHosts = ["api.shop.example"], Resolve = (_, _) => Task.FromResult(new[] { IPAddress.Parse(address) }) };
        var guard = new HttpConnection(Options.Create(options));

        using var client = new HttpClient(new SocketsHttpHandler { ConnectCallback = guard.ConnectAsync });
        await client.Awaiting(known => known.GetAsync(new Uri("http://api.shop.example/"))).Should().ThrowAsync<HttpRequestException>();
    }

    [Fact]
    public async Task In_Production_this_machine_is_not_called_even_when_its_name_is_allowed()
    {
        await using var shop = await ScriptedPartner.StartAsync();
        using var bench = new OperationBench(Written("http", new Uri(shop.Address).Authority), ("Environment", "Production"), ("Operations:AllowedHosts:0", new Uri(shop.Address).Authority));

        await bench.Awaiting(known => known.RunAsync()).Should().ThrowAsync<CallAgainException>();
        shop.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var shop = await ScriptedPartner.StartAsync();
        using var bench = OperationBench.Live(Written("http", "HOST"), shop.Address);
        shop.Redirects("/days", "/elsewhere");

        (await bench.RunAsync()).Fault!.Lasting.Should().Contain("http 302");
        shop.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_longer_answer_than_a_megabyte_is_none()
    {
        await using var shop = await ScriptedPartner.StartAsync();
        using var bench = OperationBench.Live(Written("http", "HOST"), shop.Address);
        shop.Answers("/days", $"\"{new string('x', (1024 * 1024) + 1)}\"");

        await bench.Awaiting(known => known.RunAsync()).Should().ThrowAsync<CallAgainException>();
    }

    [Fact]
    public async Task In_Development_a_host_that_is_not_allowed_is_played_and_never_called()
    {
        await using var sandbox = await ScriptedPartner.StartAsync();
        using var bench = new OperationBench(Written("https", "api.shop.example"), ("Environment", "Development"), ("Sandbox:Url", sandbox.Address + "/sandbox"));
        sandbox.Answers("/sandbox/http/api.shop.example/days", "{}");

        (await bench.RunAsync()).Outcome.Should().Be("found");
        bench.Faults.Should().ContainSingle().Which.Should().Contain("warning").And.Contain("the sandbox answers in its place");
    }
}

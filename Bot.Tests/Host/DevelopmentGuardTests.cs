using System.Net;
using Bot.Gateways.Http;
using Bot.Tests.Host.Api;
using Bot.Tests.Host.Http;
using Bot.Tests.Support.Hosts;

namespace Bot.Tests.Host;

/// <summary>What Development alone serves is closed to strangers: the whole host, everything sandboxed, asked as tunnels and foreign pages ask.</summary>
[Collection(OnGuardedHost.Name)]
public sealed class DevelopmentGuardTests(GuardedHost guarded)
{
    private static readonly string[] Doors =
    [
        "/sandbox", "/sandbox/faults", "/sandbox/sms", "/sandbox/otp/9876543210", "/sandbox/sent", "/sandbox/media/vehicle",
        "/sandbox/sms/api/sendmsg.php?user=u&pass=p&sender=SHYPAY&phone=9876543210&text=OTP+1234",
    ];

    public static TheoryData<string, string> Strangers => new()
    {
        { "Origin", "https://evil.example" },
        { "Origin", "null" },
        { "Sec-Fetch-Site", "cross-site" },
        { "Host", "evil.example" },
        { "X-Forwarded-For", "203.0.113.7" },
        { "X-Forwarded-Proto", "https" },
        { "X-Forwarded-Server", "tunnel" },
        { "Forwarded", "for=203.0.113.7" },
        { "CF-Connecting-IP", "203.0.113.7" },
        { "True-Client-IP", "203.0.113.7" },
        { "X-Original-Forwarded-For", "203.0.113.7" },
        { "X-Real-IP", "203.0.113.7" },
        { "X-Client-IP", "203.0.113.7" },
        { "X-Original-Host", "bot.example" },
        { "Fastly-Client-IP", "203.0.113.7" },
        { "Via", "1.1 proxy" },
        { SandboxPass.Header, "a guess" },
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task A_stranger_is_refused_at_every_door(string header, string value)
    {
        foreach (var door in Doors)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, door);
            if (!request.Headers.TryAddWithoutValidation(header, value)) throw new InvalidOperationException(header);
            if (header == SandboxPass.Header) request.Headers.TryAddWithoutValidation("Via", "1.1 proxy");

            using var answer = await guarded.Host.Client.SendAsync(request);

            answer.StatusCode.Should().Be(HttpStatusCode.Forbidden, door);
        }
    }

    [Fact]
    public async Task A_program_on_this_machine_is_answered()
    {
        (await guarded.Host.GetAsync("/sandbox")).Status.Should().Be(200);
        (await guarded.Host.GetAsync("/sandbox/sent")).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_page_of_the_host_itself_is_answered()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sandbox");
        request.Headers.Add("Origin", guarded.Host.Address.GetLeftPart(UriPartial.Authority));
        request.Headers.Add("Sec-Fetch-Site", "same-origin");

        using var answer = await guarded.Host.Client.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public void Our_own_clients_show_the_secret_to_the_sandbox_and_to_none_else()
    {
        var pass = new SandboxPass(new("http://192.0.2.1:5000/sandbox/"));
        using var ours = new HttpRequestMessage(HttpMethod.Post, "http://192.0.2.1:5000/sandbox/sms");
        pass.ShowOn(ours);

        pass.LeadsTo(ours.RequestUri).Should().BeTrue();
        pass.LeadsTo(new("http://192.0.2.1:5000/elsewhere")).Should().BeFalse();
        pass.LeadsTo(new("http://192.0.2.1:5001/sandbox/sms")).Should().BeFalse();
        pass.IsShown(ours.Headers.GetValues(SandboxPass.Header).Single()).Should().BeTrue();
        pass.IsShown("").Should().BeFalse();
        new SandboxPass(new("http://192.0.2.1:5000/sandbox/")).IsShown(ours.Headers.GetValues(SandboxPass.Header).Single()).Should().BeFalse();
    }
}

using System.Net;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Gateways.Channels;

namespace Bot.Tests.Compliance;

public sealed class MetaMediaCompliance() : ChannelMediaCompliance(ChannelKind.Meta, "lookaside.fbsbx.com");

public sealed class GupshupMediaCompliance() : ChannelMediaCompliance(ChannelKind.Gupshup, "filemanager.gupshup.io");

public sealed class InteraktMediaCompliance() : ChannelMediaCompliance(ChannelKind.Interakt, "interaktprodmediastorage.blob.core.windows.net");

public sealed class BotFrameworkMediaCompliance() : ChannelMediaCompliance(ChannelKind.BotFramework, "smba.trafficmanager.net");

/// <summary>What every channel owes for media: from its own hosts only, never from inside our network, never more than asked for.</summary>
/// <param name="host">A media host of the provider's own.</param>
public abstract class ChannelMediaCompliance(ChannelKind kind, string host) : IAsyncLifetime
{
    private static readonly byte[] Photo = [0xff, 0xd8, .. Enumerable.Range(0, 9998).Select(number => (byte)number)];

    private ChannelPeer _peer = null!;
    private ChannelPeer _provider = null!;

    public async Task InitializeAsync()
    {
        _peer = await ChannelPeer.StartAsync();
        _provider = await ChannelPeer.StartAsync();
        _peer.Answer = GivePhoto;
    }

    public async Task DisposeAsync()
    {
        await _peer.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task A_file_comes_whole_with_its_type() =>
        (await FetchAsync(_peer.Url + "/photo", extra: [Authority(_peer)])).Should().BeOfType<MediaBytes>()
            .Which.Should().Match<MediaBytes>(bytes => bytes.MimeType == "image/jpeg" && bytes.Bytes.ToArray().SequenceEqual(Photo));

    [Fact]
    public async Task A_file_at_the_limit_comes_whole() =>
        (await FetchAsync(_peer.Url + "/photo", extra: [Authority(_peer)], limit: Photo.Length)).Should().BeOfType<MediaBytes>();

    [Fact]
    public async Task A_file_over_the_limit_is_too_large_by_its_announced_length() =>
        (await FetchAsync(_peer.Url + "/photo", extra: [Authority(_peer)], limit: Photo.Length - 1)).Should().BeOfType<MediaTooLarge>().Which.Limit.Should()
            .Be(Photo.Length - 1);

    [Fact]
    public async Task A_file_that_announces_no_length_is_cut_off_at_the_limit()
    {
        var left = new TaskCompletionSource();
        _peer.Answer = async context =>
        {
            context.RequestAborted.Register(left.SetResult);
            var more = new byte[16 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(more);
        };

        (await FetchAsync(_peer.Url + "/endless", extra: [Authority(_peer)], limit: 100_000)).Should().BeOfType<MediaTooLarge>();
        await left.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("https://evil.example/photo")]
    [InlineData("https://HOST.evil.example/photo")]
    [InlineData("https://evilHOST/photo")]
    [InlineData("http://HOST/photo")]
    [InlineData("https://HOST:8443/photo")]
    [InlineData("https://HOST@evil.example/photo")]
    [InlineData("https://user:pass@HOST/photo")]
    [InlineData("https://127.0.0.1/photo")]
    [InlineData("https://[::1]/photo")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://HOST/photo")]
    [InlineData("/photo")]
    [InlineData("")]
    public async Task A_link_to_elsewhere_is_not_followed(string url)
    {
        var resolved = 0;
        var media = new MediaOptions { Resolve = (_, _) => { resolved++; return Task.FromResult<IPAddress[]>([IPAddress.Loopback]); } };
        using var fetching = new Fetching(kind.Create(_provider.Url, media: media));

        var content = await fetching.Channel.FetchAsync(
            Reference(
                url.Replace("evilHOST", "evil" + host[(host.IndexOf('.', StringComparison.Ordinal) + 1)..], StringComparison.Ordinal)
                    .Replace("HOST", host, StringComparison.Ordinal)), 1000, default);

        content.Should().BeOfType<MediaUnavailable>().Which.Retryable.Should().BeFalse();
        resolved.Should().Be(0);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("fd00::1")]
    [InlineData("fe80::1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    public async Task A_providers_name_that_leads_into_our_network_is_not_connected_to(string address)
    {
        var media = new MediaOptions { Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(address)]) };
        using var fetching = new Fetching(kind.Create(_provider.Url, media: media));

        (await fetching.Channel.FetchAsync(Reference($"https://{host}/photo"), 1000, default))
            .Should().BeOfType<MediaUnavailable>().Which.Should().Match<MediaUnavailable>(content => !content.Retryable && content.Why.Contains("private"));
    }

    [Fact]
    public async Task A_providers_name_at_a_public_address_is_connected_to()
    {
        // The connection is called off as it is made: the address was let through, and no test leaves the machine.
        using var stop = new CancellationTokenSource();
        var asked = "";
        var media = new MediaOptions { Resolve = async (name, _) => { asked = name; await stop.CancelAsync(); return [IPAddress.Parse("203.1.113.9")]; } };
        using var fetching = new Fetching(kind.Create(_provider.Url, media: media));

        var fetch = () => fetching.Channel.FetchAsync(Reference($"https://{host}/photo"), 1000, stop.Token);

        await fetch.Should().ThrowAsync<OperationCanceledException>();
        asked.Should().Be(host);
    }

    [Fact]
    public async Task A_redirect_within_the_allowed_hosts_is_followed()
    {
        _peer.Answer = context => context.Request.Path == "/photo" ? GivePhoto(context) : ChannelPeer.Give(context, 302, "", "Location=/photo");

        (await FetchAsync(_peer.Url + "/moved", extra: [Authority(_peer)])).Should().BeOfType<MediaBytes>();
    }

    [Fact]
    public async Task A_redirect_to_another_host_is_not_followed()
    {
        await using var inside = await ChannelPeer.StartAsync();
        _peer.Answer = context => ChannelPeer.Give(context, 302, "", $"Location={inside.Url}/secret");

        (await FetchAsync(_peer.Url + "/moved", extra: [Authority(_peer)])).Should().BeOfType<MediaUnavailable>().Which.Retryable.Should().BeFalse();
        inside.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_redirect_in_a_circle_ends()
    {
        _peer.Answer = context => ChannelPeer.Give(context, 302, "", "Location=/moved");

        (await FetchAsync(_peer.Url + "/moved", extra: [Authority(_peer)])).Should().BeOfType<MediaUnavailable>();
        _peer.Requests.Should().HaveCountLessThan(6);
    }

    [Theory]
    [InlineData(404, false)]
    [InlineData(410, false)]
    [InlineData(400, false)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(503, true)]
    public async Task A_refusal_tells_whether_to_come_again(int status, bool retryable)
    {
        _peer.Answer = context => ChannelPeer.Give(context, status, "");

        (await FetchAsync(_peer.Url + "/photo", extra: [Authority(_peer)])).Should().BeOfType<MediaUnavailable>().Which.Retryable.Should().Be(retryable);
    }

    [Fact]
    public async Task A_host_that_hangs_up_or_is_too_slow_or_away_may_be_asked_again()
    {
        _peer.Answer = ChannelPeer.HangUp;
        (await FetchAsync(_peer.Url + "/photo", extra: [Authority(_peer)])).Should().BeOfType<MediaUnavailable>().Which.Retryable.Should().BeTrue();

        _peer.Answer = ChannelPeer.KeepWaiting;
        (await FetchAsync(_peer.Url + "/photo", extra: [Authority(_peer)], timeLimit: TimeSpan.FromMilliseconds(200))).Should()
            .BeOfType<MediaUnavailable>().Which.Retryable.Should().BeTrue();

        var nowhere = ChannelPeer.Nowhere();
        (await FetchAsync(nowhere + "/photo", extra: ["127.0.0.1"])).Should().BeOfType<MediaUnavailable>().Which.Retryable.Should().BeTrue();
    }

    private static Task GivePhoto(Microsoft.AspNetCore.Http.HttpContext context)
    {
        context.Response.ContentType = "image/jpeg";
        context.Response.ContentLength = Photo.Length;
        return context.Response.Body.WriteAsync(Photo).AsTask();
    }

    private static string Authority(ChannelPeer peer) => new Uri(peer.Url).Authority;

    private MediaReference Reference(string url) => new(kind.Name, "", url, "", "");

    private async Task<MediaContent> FetchAsync(string url, string[] extra, int limit = 5_000_000, TimeSpan? timeLimit = null)
    {
        using var fetching = new Fetching(
            kind.Create(_provider.Url, media: new MediaOptions { AllowedHosts = extra, Timeout = timeLimit ?? TimeSpan.FromSeconds(30) }));
        return await fetching.Channel.FetchAsync(Reference(url), limit, default);
    }

    private sealed record Fetching(IChannel Channel) : IDisposable
    {
        public void Dispose() => ((IDisposable)Channel).Dispose();
    }
}

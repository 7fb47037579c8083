using System.Net.Http.Headers;
using Bot.Host.Access;
using Bot.Host.Console;
using Bot.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Bot.Tests.Host.Console;

public sealed class ConsoleFeedTests
{
    private readonly ConsoleFeed _feed = new(new ManualClock());

    [Fact]
    public void Only_the_newest_events_are_remembered_and_a_late_reader_is_told_of_the_gap()
    {
        for (var happened = 0; happened < ConsoleFeed.MostEvents + 10; happened++) _feed.Add("", new ConsoleEvent.Crashed());

        var page = _feed.After(3);

        page.Entries.Should().HaveCount(ConsoleFeed.MostEvents);
        page.Entries[0].Id.Should().Be(11);
        page.Gap.Should().BeTrue();
        _feed.After(10).Gap.Should().BeFalse();
    }

    [Fact]
    public void A_reader_is_woken_by_what_comes()
    {
        var more = _feed.After(0).More;

        _feed.Add("", new ConsoleEvent.Crashed());

        more.IsCompleted.Should().BeTrue();
    }

    [Fact]
    public async Task A_stream_goes_on_where_the_reader_was()
    {
        await using var host = await StartAsync();
        _feed.Add("a", new ConsoleEvent.Code("9876543210", "1111", ""));
        _feed.Add("a", new ConsoleEvent.Code("9876543210", "2222", ""));

        var lines = await LinesAsync(host, $"{_feed.Epoch}-1", 3);

        lines.Should().Contain($"id: {_feed.Epoch}-2").And.ContainMatch("data:*\"kind\":\"code\"*2222*").And.NotContainMatch("*1111*").And.NotContainMatch("*restarted*");
    }

    [Fact]
    public async Task A_reader_of_an_earlier_run_of_the_host_is_told_so_and_starts_anew()
    {
        await using var host = await StartAsync();
        _feed.Add("a", new ConsoleEvent.Code("9876543210", "1111", ""));

        var lines = await LinesAsync(host, "00000000-7", 4);

        lines.Should().ContainMatch("*\"restarted\"*").And.ContainMatch("*1111*");
    }

    [Fact]
    public async Task A_key_without_the_scope_personal_sees_what_happens_without_numbers_and_words()
    {
        await using var host = await StartAsync("console");
        _feed.Add("meta:919811012345", new ConsoleEvent.Said("wamid.HBgMOTE5ODEx", "text", "my PAN is ABCPD1234E", "", "", true, "en"));
        _feed.Add("meta:919811012345", new ConsoleEvent.Code("9811012345", "1111", ""));
        _feed.Add("meta:919811012345", new ConsoleEvent.Turned("text", "wamid.HBgMOTE5ODEx", [], "", "menu", "menu", 1, ""));

        var lines = await LinesAsync(host, $"{_feed.Epoch}-0", 3);

        lines.Should().Contain($"id: {_feed.Epoch}-3").And.ContainMatch("data:*\"conversation\":\"meta:XXXXXXXX2345\"*\"state\":\"menu\"*").And.NotContainMatch("*wamid*");
    }

    private Task<HostOnPort> StartAsync(string scope) => HostOnPort.StartAsync(_ => { }, app =>
    {
        app.Use((context, next) =>
        {
            context.User = Caller.OfKey("watch", new HashSet<string> { scope });
            return next(context);
        });
        app.MapGet("/events", new ConsoleStream(_feed, app.Services.GetRequiredService<IHostApplicationLifetime>()).ServeAsync);
    });

    private Task<HostOnPort> StartAsync() =>
        HostOnPort.StartAsync(_ => { }, app => app.MapGet("/events", new ConsoleStream(_feed, app.Services.GetRequiredService<IHostApplicationLifetime>()).ServeAsync));

    /// <summary>The first lines that say something.</summary>
    private static async Task<IReadOnlyList<string>> LinesAsync(HostOnPort host, string last, int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/events");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        request.Headers.Add("Last-Event-ID", last);
        using var answer = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(limit.Token));
        var lines = new List<string>();
        while (lines.Count < count && await reader.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.Length > 0)
                lines.Add(line);
        }

        return lines;
    }
}

using System.Net;
using Bot.Host.Api.Results;
using Bot.Tests.Examples;
using Bot.Tests.Host.Api.BackOffice;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Tests.Host.Api.Results;

/// <summary>The answers that flows keep: over the API, exported, told and removed.</summary>
public sealed class ResultTests : IDisposable
{
    private readonly ExampleFlows _flows = new("tyre-service");

    public void Dispose() => _flows.Dispose();

    [Fact]
    public async Task A_row_is_shown_masked_in_lists_and_whole_by_itself()
    {
        await using var bench = await StartAsync();
        await bench.TalkAsync(Booking("T-1", "rotation"));

        (await bench.GetAsync("/results")).Data.EnumerateArray().Single().Text("table").Should().Be("bookings");
        var line = (await bench.GetAsync("/results/bookings")).Items.Should().ContainSingle().Subject;
        line.GetProperty("answers").Text("bookingId").Should().Be("T-1");
        (line.Text("mobile_number"), line.GetProperty("answers").Text("mobile")).Should().Be(("XXXXXXXX0001", "XXXXXXXXX0009"));

        var one = (await bench.GetAsync($"/results/bookings/{line.Text("row_id")}")).Data;
        (one.Text("mobile_number"), one.GetProperty("answers").Text("mobile")).Should().Be(("919800000001", "+919876500009"));
        (one.Text("flow"), one.Text("flow_version").Length, one.Text("session_id")).Should().Be(("tyre-service", 12, line.Text("row_id").Split('.')[0]));
    }

    [Fact]
    public async Task Rows_are_found_by_slot_session_and_time_page_by_page()
    {
        await using var bench = await StartAsync();
        await bench.TalkAsync(Booking("T-1", "rotation"));
        await bench.TalkAsync("advance 2d\nas 9800000002\n" + Booking("T-2", "puncture"));

        (await bench.GetAsync("/results/bookings?service=PUNCTURE")).Items.Single().GetProperty("answers").Text("bookingId").Should().Be("T-2");
        (await bench.GetAsync("/results/bookings?since=2026-11-20")).Items.Should().ContainSingle();
        (await bench.GetAsync("/results/bookings?until=2026-11-19")).Items.Should().ContainSingle();
        var first = await bench.GetAsync("/results/bookings?limit=1");
        var second = await bench.GetAsync($"/results/bookings?limit=1&after={first.Data.Text("next")}");
        second.Items.Single().Text("row_id").Should().NotBe(first.Items.Single().Text("row_id"));
        var session = first.Items.Single().Text("session_id");
        (await bench.GetAsync($"/results/bookings?session_id={session}")).Items.Single().Text("session_id").Should().Be(session);
        (await bench.GetAsync("/results/bookings?colour=red&since=soon")).Faults.Should().BeEquivalentTo("colour", "since");
    }

    [Fact]
    public async Task They_are_for_keys_with_the_scope_and_personal_ones_for_keys_that_see_them()
    {
        await using var bench = await StartAsync();
        await bench.TalkAsync(Booking("T-1", "rotation"));

        (await bench.GetAsync("/results/bookings", BackOfficeHost.Desk)).Status.Should().Be(HttpStatusCode.Forbidden);
        (await bench.GetAsync("/results/none")).Status.Should().Be(HttpStatusCode.NotFound);
        (await bench.GetAsync("/results/bookings/none")).Status.Should().Be(HttpStatusCode.NotFound);
        (await bench.SendAsync("DELETE", "/results/bookings")).Status.Should().Be(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task A_row_is_told_to_its_operation_until_it_is_taken_and_an_operator_hears_when_it_never_is()
    {
        await using var bench = await StartAsync();
        await bench.TalkAsync("sandbox http status 503 2 times /hooks.crm.example\n" + Booking("T-1", "rotation") + "advance 10s\n@ letters 0\n@ outbox empty\n");
        bench.Stage.World.Asked.Where(asked => asked.Host == "hooks.crm.example").Should().ContainSingle().Which.Body.Should().Contain("booking=T-1").And.Contain("name=Asha%20Rao");

        await bench.TalkAsync("sandbox http status 503 always /hooks.crm.example\nas 9800000002\n" + Booking("T-2", "puncture") + "advance 5m\n@ letters 1\n@ outbox empty\n@ kept bookings 2\n");
    }

    [Fact]
    public async Task Rows_go_when_their_table_has_kept_them_long_enough()
    {
        await using var bench = await StartAsync();
        await bench.TalkAsync(Booking("T-1", "rotation") + "advance 364d\n");
        using var pruner = new ResultPruner(new(bench.Bot.Catalog.Flows), bench.Bot.Store, bench.Bot.Store, bench.Clock, NullLogger<ResultPruner>.Instance);

        (await pruner.PruneAsync(CancellationToken.None)).Should().Be(0);
        await bench.TalkAsync("advance 2d\n");
        (await pruner.PruneAsync(CancellationToken.None)).Should().Be(1);
        (await bench.GetAsync("/results/bookings")).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task A_photo_is_a_link_that_needs_the_key()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_flows.Path, "picture-box")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "flow.yaml"), """
            flow: picture-box
            start: picture
            languages: [en, hi]
            slots: { picture: image }
            states:
              picture: { ask: picture, next: done }
              done: { end: , keep: pictures }
            """);
        foreach (var language in new[] { "en", "hi" })
        {
            await File.WriteAllTextAsync(Path.Combine(folder, $"messages.{language}.yaml"),
                $"language: {language}\nentry: [picture box {language}]\nmessages: {{ picture: \"{language}: send it\" }}\nfields: {{ picture: \"{language}: picture\" }}\n");
        }

        await using var bench = await StartAsync();
        await bench.TalkAsync("> picture box en\n< en: send it\nphoto\n@ ended\n@ kept pictures 1\n");

        var link = (await bench.GetAsync("/results/pictures")).Items.Single().GetProperty("answers").Text("picture");
        link.Should().MatchRegex("^/results/pictures/[^/]+/photos/picture$");
        (await bench.BytesAsync(link)).Should().BeEquivalentTo((HttpStatusCode.OK, "image/jpeg", bench.Stage.World.SampleBytes.ToArray()));
        (await bench.BytesAsync(link, BackOfficeHost.Desk)).Status.Should().Be(HttpStatusCode.Forbidden);
        (await bench.BytesAsync(link, "no-key")).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await bench.GetAsync(link.Replace("photos/picture", "photos/other", StringComparison.Ordinal))).Status.Should().Be(HttpStatusCode.NotFound);
    }

    private Task<BackOfficeHost> StartAsync() => BackOfficeHost.StartAsync(flows: _flows.Path);

    private static string Booking(string id, string service) => $$"""
        given http GET /days answers 200 {"days":[{"id":"2026-11-20","name":"20-11-2026"}]}
        given http POST /bookings answers 201 {"id":"{{id}}"}
        > tyre
        < *
        > {{service}}
        < *
        > MH12AB1234
        < *
        > 1
        < *
        > Asha Rao
        < *
        > 9876500009
        < *
        > yes
        < ✅ Thank you Asha Rao*

        """;
}

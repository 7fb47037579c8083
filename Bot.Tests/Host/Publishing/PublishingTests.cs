using System.Text.Json;
using Bot.Bench.Publishing;
using Bot.Host.Publishing;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Publishing;

/// <summary>The same on SQLite, and what has nothing to do with the store.</summary>
public sealed class PublishingTests(PublishingHost host) : PublishingSuite(host), IClassFixture<PublishingHost>
{
    [Fact]
    public async Task A_share_of_new_conversations_begins_on_a_version_and_a_person_stays_with_theirs()
    {
        await Running.BeginAsync("shared");
        var next = await Running.AddAsync(PublishingHost.FilesOf("shared", VisitFlow.First).Select(file => (file.Name, file.Text?.Replace("Which name?", "Your name?"))).ToArray());
        var people = Enumerable.Range(0, 12).Select(_ => Running.NewPerson()).ToList();

        await Running.PublishAsync(next, new { share = 50, untried = true });
        var publication = Running.Published.Known!.Publication;
        foreach (var person in people) await Running.SayAsync(person, "shared", "cancel", "shared");

        foreach (var person in people)
        {
            var chosen = publication.BeginsOn($"meta:{person}") == next;
            (await Running.SaidToAsync(person)).Count(text => text == "Your name?").Should().Be(chosen ? 2 : 0);
            (await Running.SaidToAsync(person)).Count(text => text == "Which name?").Should().Be(chosen ? 0 : 2);
        }

        Enumerable.Range(0, 1000).Count(person => publication.BeginsOn($"meta:{person}") == next).Should().BeInRange(400, 600);
        await Running.PublishAsync(next, new { share = 0, untried = true });
        (await Running.SessionOf(people[0])).Top!.Flow.Should().Be("shared");
    }

    [Fact]
    public async Task A_share_is_played_to_its_end_made_larger_ended_and_made_live()
    {
        var before = await Running.BeginAsync("canary");
        var next = await Running.AddAsync(PublishingHost.FilesOf("canary", VisitFlow.Second));
        await Running.PublishAsync(next, new { share = 50, untried = true });
        var (chosen, other) = (Someone(next), Someone(before));

        await Running.SayAsync(chosen, "canary", "Asha Rao", "small");
        await Running.SayAsync(other, "canary", "Asha Rao", "small");
        (await Running.SessionOf(chosen)).Frames.Should().BeEmpty("the version of the share asks no colour");
        (await Running.SessionOf(other)).Top!.State.Should().Be("colour");

        await Running.PublishAsync(next, new { share = 100, untried = true });
        await Running.SayAsync(other, "red", "canary", "Asha Rao", "small");
        (await Running.SaidToAsync(other)).Count(text => text == "Which colour?").Should().Be(1, "the second time began on the version of the share");
        (await Running.SessionOf(other)).Frames.Should().BeEmpty();

        await Running.SayAsync(chosen, "canary", "Asha Rao");
        var ended = await Running.PlanAsync(next, new { share = 0, untried = true });
        GroupsOf(ended, "canary").Should().Equal("canary/size: 1 go on where they are");
        (await Running.CarryOutAsync(next, ended)).Status.Should().Be(200);
        await Running.SayAsync(chosen, "small");
        var moved = await Running.SessionOf(chosen);
        (moved.Top!.State, moved.FlowsVersion).Should().Be(("colour", before), "they are on the live version again");

        await Running.PublishAsync(next);
        await Running.SayAsync(chosen, "red");
        (await Running.SaidToAsync(chosen)).Count(text => text.Contains("was improved")).Should().Be(1, "the question they stood at is gone");

        // Whose new conversations begin on a version, by their key.
        string Someone(int version)
        {
            while (true)
            {
                var person = Running.NewPerson();
                if (Running.Published.Known!.Publication.BeginsOn($"meta:{person}") == version) return person;
            }
        }
    }

    [Fact]
    public async Task What_a_message_costs_goes_with_the_plan_and_is_a_number()
    {
        var next = await Running.AddAsync(PublishingHost.FilesOf("priced", VisitFlow.First));

        foreach (var price in new object[] { -1, "much" }) (await PlanAsync(price)).Status.Should().Be(422, "{0}", price);
        var (status, body) = await PlanAsync(0.12);

        status.Should().Be(201, "{0}", body);
        var id = body.GetProperty("data").GetProperty("id").GetString()!;
        (await Running.Host.Services.GetRequiredService<PlanRecords>().FindAsync(id, default)).Plan.Price.Should().Be(0.12);

        Task<(int Status, JsonElement Body)> PlanAsync(object price) => Running.SendAsync(HttpMethod.Post, $"/{next}/plan", new { untried = true, price });
    }

    [Fact]
    public async Task Going_back_is_the_same_plan_the_other_way()
    {
        var person = Running.NewPerson();
        var before = await Running.BeginAsync("returned");
        await Running.SayAsync(person, "returned", "Asha Rao", "small");
        var next = await Running.AddAsync([.. PublishingHost.FilesOf("returned", VisitFlow.First).Select(file => (file.Name, file.Text?
            .Replace("next: colour", "next: paint").Replace("  colour: { ask: colour, next", "  paint: { ask: colour, slot: colour, next").Replace("start: name", "start: name\nmoved: { colour: paint }")))]);

        await Running.PublishAsync(next);
        await Running.SayAsync(person, "back");
        (await Running.SessionOf(person)).Top!.State.Should().Be("size");
        await Running.SayAsync(person, "small");
        (await Running.SessionOf(person)).Top!.State.Should().Be("paint");

        var plan = await Running.PlanAsync(before, new { });
        plan.GetProperty("making").ValueKind.Should().Be(JsonValueKind.Null, "who goes back waits for nothing");
        plan.GetProperty("replays").ValueKind.Should().Be(JsonValueKind.Null);
        GroupsOf(plan, "returned").Should().Equal("returned/paint: 1 go on at returned/colour, its name now");
        (await Running.CarryOutAsync(before, plan)).Status.Should().Be(200);
        await Running.SayAsync(person, "red");

        (await Running.SessionOf(person)).Frames.Should().BeEmpty();
        (await Running.SaidToAsync(person)).Should().NotContain(text => text.Contains("was improved"));
    }

    [Fact]
    public async Task A_version_that_cannot_run_here_has_no_plan_and_its_faults_are_told()
    {
        await Running.BeginAsync("faulty");
        var register = Running.Host.Services.GetRequiredService<VersionRegister>();
        var newest = await register.FilesAsync((await register.ListAsync(default))[^1].Number, default);
        var misspelt = PublishingHost.FilesOf("faulty", VisitFlow.Misspelt).ToDictionary(file => file.Name, file => file.Text);

        // As an installation with a partner or a setting of its own has brought it in.
        var (version, _) = await register.AddAsync(newest!.With(misspelt), "another host", "", default);
        var refused = await Running.SendAsync(HttpMethod.Post, $"/{version.Number}/plan", new { untried = true });
        (await Running.SendAsync(HttpMethod.Delete, $"/{version.Number}")).Status.Should().Be(200);

        RefusalOf(refused).Should().StartWith("faulty/flow.yaml(").And.MatchRegex(@"'slotx'[\s\S]*\n[1-9]\d* more follows? from this$");
    }

    [Fact]
    public async Task What_cannot_run_or_be_understood_is_refused_and_changes_nothing()
    {
        await Running.BeginAsync("refused");
        var before = (await Running.SendAsync(HttpMethod.Get, "")).Body.GetProperty("data").GetArrayLength();
        var faulty = VisitFlow.First["visit/flow.yaml"]!.Replace("next: size", "next: sizes", StringComparison.Ordinal);

        RefusalOf(await SendAsync("visit/flow.yaml")).Should().Contain("visit/flow.yaml(").And.Contain("sizes");
        RefusalOf(await SendAsync("../flow.yaml")).Should().StartWith("'../flow.yaml' is no name of a file");
        var misspelt = PublishingHost.FilesOf("refused", VisitFlow.Misspelt).ToDictionary(file => file.Name, file => file.Text);
        RefusalOf(await Running.SendAsync(HttpMethod.Post, "", new { files = misspelt })).Should().MatchRegex(@"'slotx'[\s\S]*\n[1-9]\d* more follows? from this$");
        (await Running.SendAsync(HttpMethod.Post, "/4711/plan", new { })).Status.Should().Be(404);
        (await Running.SendAsync(HttpMethod.Post, "/1/plan", new { share = 101 })).Status.Should().Be(422);
        RefusalOf(await Running.SendAsync(HttpMethod.Post, "/1/plan", new { drain = "nothing" })).Should().StartWith("There is no flow 'nothing' in version");
        (await Running.SendAsync(HttpMethod.Get, "", null, PublishingHost.Stranger)).Status.Should().Be(403);
        (await Running.SendAsync(HttpMethod.Get, "")).Body.GetProperty("data").GetArrayLength().Should().Be(before);

        Task<(int Status, JsonElement Body)> SendAsync(string file) =>
            Running.SendAsync(HttpMethod.Post, "", new { files = new Dictionary<string, string> { [file] = faulty } });
    }
}

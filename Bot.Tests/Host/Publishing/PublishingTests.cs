using System.Text.Json;
using Bot.Bench.Publishing;
using Bot.Host.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Publishing;

/// <summary>Versions of flows are brought in, planned and published over the API, while people are in the middle of them.</summary>
public sealed class PublishingTests(PublishingHost host) : IClassFixture<PublishingHost>
{
    [Fact]
    public async Task The_files_of_the_first_start_are_version_1_and_a_version_that_is_published_answers_without_a_restart()
    {
        var person = host.NewPerson();
        await host.BeginAsync("first");

        await host.SayAsync(person, "first");

        (await host.SaidToAsync(person)).Should().Equal("Which name?");
        (await host.SessionOf(person)).FlowsVersion.Should().BeGreaterThan(1);
        var versions = (await host.SendAsync(HttpMethod.Get, "")).Body.GetProperty("data").EnumerateArray().ToList();
        versions[0].GetProperty("number").GetInt32().Should().Be(1);
        versions[0].GetProperty("created_by").GetString().Should().Be("files");
        versions.Count(version => version.GetProperty("use").GetString() == "live").Should().Be(1);
    }

    [Fact]
    public async Task The_plan_tells_what_becomes_of_everyone_and_that_is_what_becomes_of_them()
    {
        var (first, second, third) = (host.NewPerson(), host.NewPerson(), host.NewPerson());
        await host.BeginAsync("planned");
        await host.SayAsync(first, "planned");
        await host.SayAsync(second, "planned", "Asha Rao");
        await host.SayAsync(third, "planned", "Asha Rao", "small");
        var next = await host.AddAsync(PublishingHost.FilesOf("planned", VisitFlow.Second));

        var plan = await host.PlanAsync(next);
        var said = await host.SaidToAsync(third);
        (await host.CarryOutAsync(next, plan)).Status.Should().Be(200);

        GroupsOf(plan, "planned").Should().BeEquivalentTo(
            "planned/name: 1 go on where they are", "planned/size: 1 go on where they are", "planned/colour: 1 are told, and asked again at planned/size");
        var changed = plan.GetProperty("changes").EnumerateArray().Single(change => change.GetProperty("flow").GetString() == "planned");
        changed.GetProperty("states").EnumerateArray().Select(name => name.GetString()).Should().BeEquivalentTo("~size", "-colour");
        (await host.SaidToAsync(third)).Should().Equal(said, "a person is told with their next message, and not before");
        foreach (var (person, text) in new[] { (first, "Asha Rao"), (second, "small"), (third, "red") }) await host.SayAsync(person, text);
        (await host.SessionOf(first)).Top!.State.Should().Be("size");
        (await host.SessionOf(second)).Frames.Should().BeEmpty();
        (await host.SessionOf(third)).Top!.State.Should().Be("size");
        (await host.SaidToAsync(third)).Skip(said.Count).Should().HaveCount(2).And.ContainSingle(text => text.Contains("was improved"));
        foreach (var person in new[] { first, third }) (await host.SessionOf(person)).FlowsVersion.Should().Be(next);
    }

    [Fact]
    public async Task Who_is_drained_ends_on_the_version_they_began_on_and_begins_on_the_new_one()
    {
        var person = host.NewPerson();
        var before = await host.BeginAsync("drained");
        await host.SayAsync(person, "drained", "Asha Rao");
        var next = await host.AddAsync(PublishingHost.FilesOf("drained", VisitFlow.Second));

        await host.PublishAsync(next, new { drain = "drained" });
        await host.SayAsync(person, "small");
        (await host.SessionOf(person)).Top!.State.Should().Be("colour", "the new version has no such question");
        (await host.SaidToAsync(person))[^1].Should().Be("Which colour?");
        RefusalOf(await host.SendAsync(HttpMethod.Delete, $"/{before}")).Should().StartWith($"1 people are on version {before};");

        await host.SayAsync(person, "red", "drained", "Asha Rao", "small");
        (await host.SaidToAsync(person)).Should().HaveCount(5).And.NotContain(text => text.Contains("was improved"));
        (await host.SessionOf(person)).Frames.Should().BeEmpty();
        (await host.SendAsync(HttpMethod.Delete, $"/{before}")).Status.Should().Be(200);
        (await host.SendAsync(HttpMethod.Delete, $"/{before}")).Status.Should().Be(404);
    }

    [Fact]
    public async Task A_share_of_new_conversations_begins_on_a_version_and_a_person_stays_with_theirs()
    {
        await host.BeginAsync("shared");
        var next = await host.AddAsync(PublishingHost.FilesOf("shared", VisitFlow.First).Select(file => (file.Name, file.Text?.Replace("Which name?", "Your name?"))).ToArray());
        var people = Enumerable.Range(0, 12).Select(_ => host.NewPerson()).ToList();

        await host.PublishAsync(next, new { share = 50 });
        var publication = host.Published.Known!.Publication;
        foreach (var person in people) await host.SayAsync(person, "shared", "cancel", "shared");

        foreach (var person in people)
        {
            var chosen = publication.BeginsOn($"meta:{person}") == next;
            (await host.SaidToAsync(person)).Count(text => text == "Your name?").Should().Be(chosen ? 2 : 0);
            (await host.SaidToAsync(person)).Count(text => text == "Which name?").Should().Be(chosen ? 0 : 2);
        }

        Enumerable.Range(0, 1000).Count(person => publication.BeginsOn($"meta:{person}") == next).Should().BeInRange(400, 600);
        await host.PublishAsync(next, new { share = 0 });
        (await host.SessionOf(people[0])).Top!.Flow.Should().Be("shared");
    }

    [Fact]
    public async Task Going_back_is_the_same_plan_the_other_way()
    {
        var person = host.NewPerson();
        var before = await host.BeginAsync("returned");
        await host.SayAsync(person, "returned", "Asha Rao", "small");
        var next = await host.AddAsync([.. PublishingHost.FilesOf("returned", VisitFlow.First).Select(file => (file.Name, file.Text?
            .Replace("next: colour", "next: paint").Replace("  colour: { ask: colour, next", "  paint: { ask: colour, slot: colour, next").Replace("start: name", "start: name\nmoved: { colour: paint }")))]);

        await host.PublishAsync(next);
        await host.SayAsync(person, "back");
        (await host.SessionOf(person)).Top!.State.Should().Be("size");
        await host.SayAsync(person, "small");
        (await host.SessionOf(person)).Top!.State.Should().Be("paint");

        var plan = await host.PlanAsync(before);
        GroupsOf(plan, "returned").Should().Equal("returned/paint: 1 go on at returned/colour, its name now");
        (await host.CarryOutAsync(before, plan)).Status.Should().Be(200);
        await host.SayAsync(person, "red");

        (await host.SessionOf(person)).Frames.Should().BeEmpty();
        (await host.SaidToAsync(person)).Should().NotContain(text => text.Contains("was improved"));
    }

    [Fact]
    public async Task A_plan_is_void_when_another_was_published_or_more_would_happen_than_it_tells()
    {
        await host.BeginAsync("void");
        var next = await host.AddAsync(PublishingHost.FilesOf("void", VisitFlow.Second));
        var (one, other, own) = (await host.PlanAsync(next), await host.PlanAsync(next), await host.PlanAsync(next));

        await host.SayAsync(host.NewPerson(), "void", "Asha Rao", "small");
        RefusalOf(await host.CarryOutAsync(next, one)).Should().StartWith("People have moved since plan").And.Contain("1 at void/colour are told, and asked again at void/size");
        RefusalOf(await host.CarryOutAsync(next, own, PublishingHost.Maker)).Should().StartWith("Two pairs of eyes");

        await host.PublishAsync(next);
        RefusalOf(await host.CarryOutAsync(next, other)).Should().Contain("was published by key:maker after plan");
        RefusalOf(await host.SendAsync(HttpMethod.Post, $"/{next}/plan", new { })).Should().Be($"Version {next} is live already.");
        (await host.Host.Services.GetRequiredService<AuditTrail>().ListAsync(0, 500, default)).Should().ContainSingle(entry => entry.Act == "flows.publish"
            && entry.Who == "key:approver" && entry.Target == $"version {next}" && entry.Why.Contains("by key:maker"), "what was refused is none");
    }

    [Fact]
    public async Task What_cannot_run_or_be_understood_is_refused_and_changes_nothing()
    {
        await host.BeginAsync("refused");
        var before = (await host.SendAsync(HttpMethod.Get, "")).Body.GetProperty("data").GetArrayLength();
        var faulty = VisitFlow.First["visit/flow.yaml"]!.Replace("next: size", "next: sizes", StringComparison.Ordinal);

        RefusalOf(await SendAsync("visit/flow.yaml")).Should().Contain("visit/flow.yaml(").And.Contain("sizes");
        RefusalOf(await SendAsync("../flow.yaml")).Should().StartWith("'../flow.yaml' is no name of a file");
        (await host.SendAsync(HttpMethod.Post, "/4711/plan", new { })).Status.Should().Be(404);
        (await host.SendAsync(HttpMethod.Post, "/1/plan", new { share = 101 })).Status.Should().Be(422);
        RefusalOf(await host.SendAsync(HttpMethod.Post, "/1/plan", new { drain = "nothing" })).Should().StartWith("There is no flow 'nothing' in version");
        (await host.SendAsync(HttpMethod.Get, "", null, PublishingHost.Stranger)).Status.Should().Be(403);
        (await host.SendAsync(HttpMethod.Get, "")).Body.GetProperty("data").GetArrayLength().Should().Be(before);

        Task<(int Status, JsonElement Body)> SendAsync(string file) =>
            host.SendAsync(HttpMethod.Post, "", new { files = new Dictionary<string, string> { [file] = faulty } });
    }

    private static IEnumerable<string> GroupsOf(JsonElement plan, string flow) => plan.GetProperty("groups").EnumerateArray()
        .Where(group => group.GetProperty("flow").GetString() == flow)
        .Select(group => $"{group.GetProperty("flow")}/{group.GetProperty("state")}: {group.GetProperty("people")} {group.GetProperty("what")}");

    private static string RefusalOf((int Status, JsonElement Body) answer)
    {
        answer.Status.Should().Be(409, "{0}", answer.Body);
        return answer.Body.GetProperty("message").GetString()!;
    }
}

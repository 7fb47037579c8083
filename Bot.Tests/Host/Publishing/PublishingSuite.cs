using System.Text.Json;
using Bot.Bench.Publishing;
using Bot.Host.Access;
using Bot.Host.Publishing;
using Bot.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Publishing;

/// <summary>Versions of flows are brought in, planned and published over the API, while people are in the middle of them: on any store.</summary>
public abstract class PublishingSuite(PublishingHost host)
{
    /// <summary>The host of the class.</summary>
    protected PublishingHost Running { get; } = host;

    [StoreFact]
    public async Task The_files_of_the_first_start_are_version_1_and_a_version_that_is_published_answers_without_a_restart()
    {
        var person = Running.NewPerson();
        await Running.BeginAsync("first");

        await Running.SayAsync(person, "first");

        (await Running.SaidToAsync(person)).Should().Equal("Which name?");
        (await Running.SessionOf(person)).FlowsVersion.Should().BeGreaterThan(1);
        var versions = (await Running.SendAsync(HttpMethod.Get, "")).Body.GetProperty("data").EnumerateArray().ToList();
        versions[0].GetProperty("number").GetInt32().Should().Be(1);
        versions[0].GetProperty("created_by").GetString().Should().Be("files");
        versions.Count(version => version.GetProperty("use").GetString() == "live").Should().Be(1);
    }

    [StoreFact]
    public async Task The_plan_tells_what_becomes_of_everyone_and_that_is_what_becomes_of_them()
    {
        var (first, second, third) = (Running.NewPerson(), Running.NewPerson(), Running.NewPerson());
        await Running.BeginAsync("planned");
        await Running.SayAsync(first, "planned");
        await Running.SayAsync(second, "planned", "Asha Rao");
        await Running.SayAsync(third, "planned", "Asha Rao", "small");
        var next = await Running.AddAsync(PublishingHost.FilesOf("planned", VisitFlow.Second));

        var plan = await Running.PlanAsync(next);
        var said = await Running.SaidToAsync(third);
        (await Running.CarryOutAsync(next, plan)).Status.Should().Be(200);

        GroupsOf(plan, "planned").Should().BeEquivalentTo(
            "planned/name: 1 go on where they are", "planned/size: 1 go on where they are", "planned/colour: 1 are told, and asked again at planned/size");
        var changed = plan.GetProperty("changes").EnumerateArray().Single(change => change.GetProperty("flow").GetString() == "planned");
        changed.GetProperty("states").EnumerateArray().Select(name => name.GetString()).Should().BeEquivalentTo("~size", "-colour");
        (await Running.SaidToAsync(third)).Should().Equal(said, "a person is told with their next message, and not before");
        foreach (var (person, text) in new[] { (first, "Asha Rao"), (second, "small"), (third, "red") }) await Running.SayAsync(person, text);
        (await Running.SessionOf(first)).Top!.State.Should().Be("size");
        (await Running.SessionOf(second)).Frames.Should().BeEmpty();
        (await Running.SessionOf(third)).Top!.State.Should().Be("size");
        (await Running.SaidToAsync(third)).Skip(said.Count).Should().HaveCount(2).And.ContainSingle(text => text.Contains("was improved"));
        foreach (var person in new[] { first, third }) (await Running.SessionOf(person)).FlowsVersion.Should().Be(next);
    }

    [StoreFact]
    public async Task Who_is_drained_ends_on_the_version_they_began_on_and_begins_on_the_new_one()
    {
        var person = Running.NewPerson();
        var before = await Running.BeginAsync("drained");
        await Running.SayAsync(person, "drained", "Asha Rao");
        var next = await Running.AddAsync(PublishingHost.FilesOf("drained", VisitFlow.Second));

        await Running.PublishAsync(next, new { drain = "drained", untried = true });
        await Running.SayAsync(person, "small");
        (await Running.SessionOf(person)).Top!.State.Should().Be("colour", "the new version has no such question");
        (await Running.SaidToAsync(person))[^1].Should().Be("Which colour?");
        RefusalOf(await Running.SendAsync(HttpMethod.Delete, $"/{before}")).Should().StartWith($"1 person is on version {before};");

        await Running.SayAsync(person, "red", "drained", "Asha Rao", "small");
        (await Running.SaidToAsync(person)).Should().HaveCount(5).And.NotContain(text => text.Contains("was improved"));
        (await Running.SessionOf(person)).Frames.Should().BeEmpty();
        (await Running.SendAsync(HttpMethod.Delete, $"/{before}")).Status.Should().Be(200);
        (await Running.SendAsync(HttpMethod.Delete, $"/{before}")).Status.Should().Be(404);
    }

    [StoreFact]
    public async Task A_plan_is_void_when_another_was_published_or_more_would_happen_than_it_tells()
    {
        await Running.BeginAsync("void");
        var next = await Running.AddAsync(PublishingHost.FilesOf("void", VisitFlow.Second));
        var (one, other, own) = (await Running.PlanAsync(next), await Running.PlanAsync(next), await Running.PlanAsync(next));

        await Running.SayAsync(Running.NewPerson(), "void", "Asha Rao", "small");
        RefusalOf(await Running.CarryOutAsync(next, one)).Should().StartWith("People have moved since plan").And.Contain("1 at void/colour are told, and asked again at void/size");
        RefusalOf(await Running.CarryOutAsync(next, own, PublishingHost.Maker)).Should().StartWith("Two pairs of eyes");

        await Running.PublishAsync(next);
        RefusalOf(await Running.CarryOutAsync(next, other)).Should().Contain("was published by key:maker after plan");
        RefusalOf(await Running.SendAsync(HttpMethod.Post, $"/{next}/plan", new { })).Should().Be($"Version {next} is live already.");
        var entries = await Running.Host.Services.GetRequiredService<AuditTrail>().ListAsync(0, 500, default);
        entries.Should().ContainSingle(entry => entry.Act == "flows.publish"
            && entry.Who == "key:approver" && entry.Target == $"version {next}" && entry.Why.Contains("by key:maker"), "what was refused is none");
        entries.Should().NotContain(entry => entry.Act == "flow_versions_publish", "an act has one entry");
    }

    [StoreFact]
    public async Task A_version_that_was_removed_after_its_plan_is_not_published_and_one_that_is_published_is_not_removed()
    {
        await Running.BeginAsync("removed");
        var next = await Running.AddAsync(PublishingHost.FilesOf("removed", VisitFlow.Second));
        var (plan, publisher) = (await Running.PlanAsync(next), Running.Host.Services.GetRequiredService<Publisher>());
        var (register, id) = (Running.Host.Services.GetRequiredService<VersionRegister>(), plan.GetProperty("id").GetString()!);

        // As it stands in another host that looked before the publication.
        var held = (await register.HoldAsync(next, default))!;
        (await Running.CarryOutAsync(next, plan)).Status.Should().Be(200);
        (await register.RemoveAsync(held, default)).Should().BeFalse("it is live by now");
        await publisher.Invoking(all => all.CarryOutAsync(id, "other", default)).Should().ThrowAsync<PublishingException>().WithMessage("*was carried out by*");

        var last = await Running.AddAsync(PublishingHost.FilesOf("removed", VisitFlow.First));
        var gone = (await Running.PlanAsync(last)).GetProperty("id").GetString()!;
        (await Running.SendAsync(HttpMethod.Delete, $"/{last}")).Status.Should().Be(200);
        await publisher.Invoking(all => all.CarryOutAsync(gone, "other", default)).Should().ThrowAsync<PublishingException>()
            .WithMessage($"Version {last} was removed after plan {gone} was made.");
        (await publisher.OpenAsync(default)).Should().NotContain(open => open.Id == gone);
    }

    protected static IEnumerable<string> GroupsOf(JsonElement plan, string flow) => plan.GetProperty("groups").EnumerateArray()
        .Where(group => group.GetProperty("flow").GetString() == flow)
        .Select(group => $"{group.GetProperty("flow")}/{group.GetProperty("state")}: {group.GetProperty("people")} {group.GetProperty("what")}");

    protected static string RefusalOf((int Status, JsonElement Body) answer)
    {
        answer.Status.Should().Be(409, "{0}", answer.Body);
        return answer.Body.GetProperty("message").GetString()!;
    }
}

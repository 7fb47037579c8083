using Bot.Bench.Publishing;
using Bot.Tests.Host.Publishing;
using Bot.Tests.Support;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Cluster;

/// <summary>A version is published at one of three hosts that hold conversations together, while people are in the middle of the flows.</summary>
[Collection(PostgresTests.Name)]
public sealed class ClusterPublishingTests(PublishingCluster cluster) : IClassFixture<PublishingCluster>
{
    /// <summary>At each of these places.</summary>
    private const int People = 5;

    private const string Told = "was improved";

    [PostgresFact]
    public async Task What_is_published_at_one_of_three_hosts_finds_each_person_by_their_rule_tells_no_one_twice_and_is_taken_back()
    {
        var before = await cluster.AddAsync([.. Flow("asked", VisitFlow.First), .. Flow("moving", VisitFlow.First), .. Flow("ending", VisitFlow.First)]);
        await cluster.PublishAsync(before);
        await cluster.AllKnowAsync(before);
        var (early, parked, moved, drained) = (Some(), Some(), Some(), Some());
        await Each(early, person => cluster.TellAsync(person, "asked"));
        await Each(parked, person => cluster.TellAsync(person, "asked", "Asha Rao", "small"));
        await Each(moved, person => cluster.TellAsync(person, "moving", "Asha Rao", "small"));
        await Each(drained, person => cluster.TellAsync(person, "ending", "Asha Rao"));
        var next = await cluster.AddAsync([.. Flow("asked", VisitFlow.Second), .. Flow("ending", VisitFlow.Second), .. Flow("moving", Painted)]);
        var plan = await cluster.PlanAsync(next, new { drain = "ending", untried = true });
        GroupsOf(plan).Should().BeEquivalentTo(
            $"asked/name: {People} go on where they are", $"asked/colour: {People} are told, and asked again at asked/size",
            $"moving/colour: {People} go on at moving/paint, its name now", $"ending/size: {People} end on version {before}, as the plan says");

        // People go on talking while it is published; an answer to this question means the same in both versions.
        var talking = Each(early, person => cluster.TellAsync(person, "Asha Rao"));
        (await cluster.CarryOutAsync(next, plan)).Status.Should().Be(200);
        await talking;
        await cluster.AllKnowAsync(next);
        await Each(early, person => cluster.TellAsync(person, "medium"));
        await ShouldStandAsync(early, "asked/size", next);

        await Each(parked, person => cluster.TellAsync(person, "red"));
        await ShouldStandAsync(parked, "asked/size", next);
        await Each(parked, person => cluster.TellAsync(person, "small"));
        await Each(moved, person => cluster.TellAsync(person, "red"));
        await Each(drained, person => cluster.TellAsync(person, "small"));
        await ShouldStandAsync(drained, "ending/colour", before);
        await Each(drained, person => cluster.TellAsync(person, "red"));
        foreach (var group in new[] { parked, moved, drained }) await ShouldStandAsync(group, "", null);
        await ShouldBeToldAsync(parked, 1);
        await ShouldBeToldAsync([.. early, .. moved, .. drained], 0);

        await Each(drained, person => cluster.TellAsync(person, "moving", "Asha Rao", "small"));
        await ShouldStandAsync(drained, "moving/paint", next);
        var back = await cluster.PlanAsync(before);
        GroupsOf(back).Should().BeEquivalentTo($"asked/size: {People} go on where they are", $"moving/paint: {People} go on at moving/colour, its name now");
        (await cluster.CarryOutAsync(before, back)).Status.Should().Be(200);
        await cluster.AllKnowAsync(before);

        await Each(drained, person => cluster.TellAsync(person, "red"));
        await Each(early, person => cluster.TellAsync(person, "small"));
        await ShouldStandAsync(early, "asked/colour", before);
        await Each(early, person => cluster.TellAsync(person, "red"));
        foreach (var group in new[] { early, drained }) await ShouldStandAsync(group, "", null);
        await ShouldBeToldAsync([.. early, .. moved, .. drained], 0);
        await ShouldBeToldAsync(parked, 1);
    }

    private static IReadOnlyDictionary<string, string?> Painted { get; } = VisitFlow.First.ToDictionary(file => file.Key, string? (file) => file.Value!
        .Replace("next: colour", "next: paint", StringComparison.Ordinal)
        .Replace("  colour: { ask: colour, next", "  paint: { ask: colour, slot: colour, next", StringComparison.Ordinal)
        .Replace("start: name", "start: name\nmoved: { colour: paint }", StringComparison.Ordinal));

    private static (string Name, string? Text)[] Flow(string flow, IReadOnlyDictionary<string, string?> files) => PublishingHost.FilesOf(flow, files);

    private List<string> Some() => [.. Enumerable.Range(0, People).Select(_ => cluster.NewPerson())];

    private static Task Each(IEnumerable<string> people, Func<string, Task> act) => Task.WhenAll(people.Select(act));

    private static IEnumerable<string> GroupsOf(System.Text.Json.JsonElement plan) => plan.GetProperty("groups").EnumerateArray()
        .Select(group => $"{group.GetProperty("flow")}/{group.GetProperty("state")}: {group.GetProperty("people")} {group.GetProperty("what")}");

    /// <param name="place">Flow and state; empty where nothing is going on.</param>
    /// <param name="version">Null: whichever.</param>
    private async Task ShouldStandAsync(IReadOnlyList<string> people, string place, int? version)
    {
        foreach (var person in people)
        {
            var session = await cluster.SessionOf(person);
            (session.Top is { } top ? $"{top.Flow}/{top.State}" : "").Should().Be(place, person);
            if (version is { } number) session.FlowsVersion.Should().Be(number);
        }
    }

    /// <summary>By the log and on the phone, when everything that was said has arrived there.</summary>
    private async Task ShouldBeToldAsync(IReadOnlyList<string> people, int times)
    {
        foreach (var person in people)
        {
            var said = await cluster.SaidToAsync(person);
            said.Count(text => text.Contains(Told, StringComparison.Ordinal)).Should().Be(times, person);
            await Eventually.Holds(() => cluster.SentAsync(person), sent => sent == said.Count);
            (await cluster.HeardAsync(person, Told)).Should().Be(times, person);
        }
    }
}

using Bot.Bench.Publishing;
using Bot.Host.Publishing;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;
using Bot.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Publishing;

/// <summary>Publishing on PostgreSQL, by one host and to two.</summary>
[OnPostgres]
[Collection(PostgresTests.Name)]
public sealed class PostgresPublishingTests(PostgresPublishingHost host) : PublishingSuite(host), IClassFixture<PostgresPublishingHost>
{
    [StoreFact]
    public async Task What_one_host_publishes_every_host_takes_up_and_a_person_is_told_once_whichever_of_them_hears_them()
    {
        await Running.BeginAsync("rowed");
        await using var other = await Running.StartAsync();
        var people = Enumerable.Range(0, 12).Select(_ => Running.NewPerson()).ToList();
        foreach (var person in people) await Running.SayAsync(person, "rowed", "Asha Rao", "small");
        var next = await Running.AddAsync(PublishingHost.FilesOf("rowed", VisitFlow.Second));
        await Running.PublishAsync(next);

        // The other one may not know of it yet, and does by the session that this one has moved.
        foreach (var person in people.Take(6))
        {
            await Running.SayAsync(person, "red");
            (await other.DeliverAsync(person, Running.NewMessage(), "small")).Should().Be(200);
        }

        await Eventually.Holds(() => NumberAt(other), number => number == NumberAt(Running.Host));
        await Task.WhenAll(people.Skip(6).Select(async person =>
        {
            var id = Running.NewMessage();
            await Task.WhenAll(Running.Host.DeliverAsync(person, id, "red"), other.DeliverAsync(person, id, "red"));
            await other.DeliverAsync(person, Running.NewMessage(), "small");
        }));

        foreach (var person in people)
        {
            var session = await Eventually.Holds(() => Running.SessionOf(person), session => session.Frames.IsEmpty);
            session.FlowsVersion.Should().Be(next);
            (await Running.SaidToAsync(person)).Count(text => text.Contains("was improved", StringComparison.Ordinal)).Should().Be(1);
        }
    }

    private static int NumberAt(BotHost host) => host.Services.GetRequiredService<PublishedFlows>().Known!.Publication.Number;
}

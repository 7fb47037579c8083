using Bot.Engine.Abstractions;
using Bot.Storage.Postgres;
using Bot.Storage.Sealing;
using Bot.Tests.Support;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Storage.Postgres;

/// <summary>Sessions that are read together come to who asked for them.</summary>
[Collection(PostgresTests.Name)]
public sealed class SessionReadTests(PostgresServer server, PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private readonly ManualClock _clock = new();

    [PostgresFact]
    public async Task Everyone_who_reads_at_once_gets_their_own_session_and_a_stranger_none()
    {
        await using var store = await PostgresStore.OpenAsync(PostgresServer.Options(await database.EmptyAsync(server)), new Secrets("a secret of the tests").Sealer, _clock);
        string[] people = [.. Enumerable.Range(0, 120).Select(i => $"meta:9198150000{i:000}")];
        foreach (var person in people) await store.CommitAsync(Turn(person), default);

        // Each twice, and as many who never wrote.
        var asked = people.Concat(people).Concat(people.Select(person => person + "0")).ToList();
        var read = await Task.WhenAll(asked.Select(person => Task.Run(() => store.LoadAsync(person, default))));

        for (var i = 0; i < asked.Count; i++)
        {
            var expected = i < 2 * people.Length ? $"s.{asked[i]}" : null;
            read[i]?.Session.Id.Should().Be(expected);
            (read[i] is null).Should().Be(expected is null);
        }
    }

    private TurnCommit Turn(string conversation) => new()
    {
        Conversation = conversation,
        ExpectedVersion = 0,
        Session = new() { Id = $"s.{conversation}", Turn = 1 },
        Facts = new("meta", conversation[5..], "Asha", _clock.Now),
        HandledId = "in.1",
        At = _clock.Now,
    };
}

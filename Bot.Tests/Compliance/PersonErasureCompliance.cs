using Bot.Engine.Abstractions;
using Bot.Storage.Abstractions;
using Bot.Storage.Care;
using Bot.Storage.Sealing;
using Bot.Storage.Tables;
using Bot.Tests.Support;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Compliance;

/// <summary>What every store owes a person who is to be erased: nothing that opens tells of them afterwards, and nothing of others is lost.</summary>
public abstract class PersonErasureCompliance : IDisposable
{
    private const string Owner = "a";

    private readonly TemporaryFolder _media = new();

    protected ManualClock Clock { get; } = new();

    protected static Sealer Sealer => new Secrets("a key of the erasures' tests").Sealer;

    /// <summary>Opens the test's own database, made when it is not there.</summary>
    internal abstract Task<IStore> OpenAsync();

    public virtual void Dispose()
    {
        _media.Dispose();
        GC.SuppressFinalize(this);
    }

    [StoreTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task After_a_purge_nothing_opens_that_tells_of_the_person_and_nothing_of_others_is_lost(int seed)
    {
        await using var store = await OpenAsync();
        var population = await FilledAsync(store, seed, people: 8);
        foreach (var person in population.People.Where((_, at) => at % 2 == 0).ToList())
        {
            var others = population.People.Where(other => other != person).ToList();
            var before = await FoundAsync(store, others);
            (await TextsAsync(store)).Should().Contain(text => text.Contains(person.Name), "there is something to erase");

            (await PurgeAsync(store, person, beforeWrite: null)).Should().BeTrue();

            ShouldTellNothing(await TextsAsync(store), person);
            File.Exists(population.PathOf(person.Photo)).Should().BeFalse();
            (await FoundAsync(store, others)).Should().BeEquivalentTo(before.Where(row => !IsOf(row, person)), "they keep what is theirs");
            population.People.RemoveAll(one => one == person);
        }

        population.People.Should().AllSatisfy(person => File.Exists(population.PathOf(person.Photo)).Should().BeTrue());
        (await store.IntegrityCheckAsync(default)).Should().BeEmpty();
    }

    [StoreFact]
    public async Task A_purge_that_dies_after_every_write_comes_to_the_same_end()
    {
        await using var store = await OpenAsync();
        var population = await FilledAsync(store, seed: 7, people: 3);
        var person = population.People[1];

        var deaths = 0;
        while (true)
        {
            var writes = 0;
            try
            {
                (await PurgeAsync(store, person, () => { if (writes++ == 1) throw new IOException("The process dies."); })).Should().BeTrue();
                break;
            }
            catch (IOException)
            {
                deaths.Should().BeLessThan(100, "each run gets one write further");
                deaths++;
            }
        }

        deaths.Should().BeGreaterThan(3, "of each table something was written");
        ShouldTellNothing(await TextsAsync(store), person);
        File.Exists(population.PathOf(person.Photo)).Should().BeFalse();
        (await store.IntegrityCheckAsync(default)).Should().BeEmpty();
    }

    [StoreFact]
    public async Task A_photo_that_another_sent_too_stays()
    {
        await using var store = await OpenAsync();
        var population = await FilledAsync(store, seed: 9, people: 2);
        var (one, other) = (population.People[0], population.People[1]);
        await store.ChangeAsync([new("result", "r-1", 0, $$"""{"address":"91{{other.Number}}","photo":"{{one.Photo}}"}""")], default);

        (await PurgeAsync(store, one, beforeWrite: null)).Should().BeTrue();

        File.Exists(population.PathOf(one.Photo)).Should().BeTrue();
    }

    [StoreFact]
    public async Task Messages_of_an_agent_that_wait_are_sent_first()
    {
        await using var store = await OpenAsync();
        var population = new PersonPopulation(store, _media.Path, Clock.Now, 11);
        await population.FillAsync(1);

        (await PurgeAsync(store, population.People[0], beforeWrite: null)).Should().BeFalse("the agent hears what is queued for them");
        await SendAllAsync(store);

        (await PurgeAsync(store, population.People[0], beforeWrite: null)).Should().BeTrue();
    }

    private async Task<PersonPopulation> FilledAsync(IStore store, int seed, int people)
    {
        var population = new PersonPopulation(store, _media.Path, Clock.Now, seed);
        await population.FillAsync(people);
        await SendAllAsync(store);
        return population;
    }

    private async Task SendAllAsync(IStore store)
    {
        Clock.Advance(TimeSpan.FromHours(1));
        while (await store.ClaimAsync(Owner, Clock.Now, TimeSpan.FromMinutes(1), 100, default) is { Count: > 0 } rows)
            await store.SettleAsync(Owner, [.. rows.Select(row => new OutboxSettlement.Sent(row.Id, row.Id, Clock.Now))], default);
    }

    private async Task<bool> PurgeAsync(IStore store, GeneratedPerson person, Action? beforeWrite)
    {
        var erasure = new PersonErasure(store, _media.Path) { BeforeWrite = beforeWrite };
        await erasure.PurgePhotosAsync(PersonPopulation.KeysOf(person), default);
        return await erasure.PurgeAsync(PersonPopulation.KeysOf(person), _ => Task.FromResult(true), default);
    }

    private static async Task<List<string>> FoundAsync(IStore store, IEnumerable<GeneratedPerson> people)
    {
        var found = new List<string>();
        foreach (var person in people)
        {
            await foreach (var row in new PersonSearch(store).FindAsync(PersonPopulation.KeysOf(person), default)) found.Add($"{row.Table} {row.Key} {row.Text}");
        }

        return found;
    }

    /// <summary>A row of the agent's that tells of two people goes with either.</summary>
    private static bool IsOf(string row, GeneratedPerson person) => person.Secrets.Any(secret => row.Contains(secret, StringComparison.OrdinalIgnoreCase));

    private static void ShouldTellNothing(List<string> texts, GeneratedPerson person)
    {
        var plain = texts.ConvertAll(Plain);
        foreach (var secret in person.Secrets.Select(Plain))
            plain.Should().NotContain(text => text.Contains(secret, StringComparison.OrdinalIgnoreCase), secret);
    }

    private static string Plain(string text) => text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    /// <summary>Everything that a store holds: what opens, and what stands in clear.</summary>
    private static async Task<List<string>> TextsAsync(IStore store)
    {
        var (texts, source) = (new List<string>(), (IRowSource)store);
        foreach (var table in StoreTable.All)
        {
            await foreach (var page in source.Rows.ReadAsync(table, default))
            {
                foreach (var row in page)
                {
                    texts.AddRange(row.Values.OfType<string>());
                    if (OpenedRows.Tables.Contains(table) && OpenedRows.Open(table, row, source.Sealer) is { } opened)
                        texts.AddRange([opened.Text, opened.Key, opened.Conversation]);
                }
            }
        }

        return texts;
    }
}

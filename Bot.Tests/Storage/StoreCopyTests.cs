using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;
using Bot.Storage;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sqlite;
using Bot.Storage.Tables;
using Bot.Tests.Support;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Storage;

/// <summary>Everything from one store to another and back is the same, or it is refused.</summary>
[Collection(PostgresTests.Name)]
public sealed class StoreCopyTests(PostgresServer server, PostgresDatabase database) : IClassFixture<PostgresDatabase>, IDisposable
{
    private const int People = 40;

    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();
    private readonly Sealer _sealer = new Secrets("a secret of the tests").Sealer;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("sqlite", "litedb")]
    [InlineData("litedb", "sqlite")]
    [InlineData("litedb", "litedb")]
    public Task Everything_is_found_in_the_copy(string from, string to) => CopyAsync(Address(from, "from.db"), Address(to, "to.db"));

    [PostgresFact]
    public async Task Everything_goes_to_PostgreSQL_and_comes_back()
    {
        var shared = DatabaseUrl.Parse(await database.EmptyAsync(server), "/");
        await CopyAsync(Address("litedb", "from.db"), shared);
        (await StoreCopy.RunAsync(shared, Address("sqlite", "back.db"), _sealer, _clock, _ => Task.CompletedTask, default)).Sum(table => table.Rows).Should().BeGreaterThan(0);
    }

    [Fact]
    public async Task A_copy_into_what_is_not_empty_or_into_itself_is_refused_and_changes_nothing()
    {
        var (from, to) = (Address("sqlite", "from.db"), Address("litedb", "to.db"));
        await FillAsync(from);
        await FillAsync(to);

        await RefusedAsync(from, to, "*is not empty*sessions*");
        await RefusedAsync(from, from, "*to itself*");

        await using var store = await to.OpenAsync(_sealer, _clock);
        (await store.LoadAsync("meta:1", default)).Should().NotBeNull();
    }

    [Fact]
    public async Task A_copy_that_was_stopped_is_taken_by_no_host()
    {
        var (from, to) = (Address("sqlite", "from.db"), Address("litedb", "to.db"));
        await FillAsync(from);
        using var stop = new CancellationTokenSource();

        await FluentActions.Awaiting(() => StoreCopy.RunAsync(from, to, _sealer, _clock, table => table.Table == "transcript" ? stop.CancelAsync() : Task.CompletedTask, stop.Token))
            .Should().ThrowAsync<OperationCanceledException>();

        await FluentActions.Awaiting(() => to.OpenAsync(_sealer, _clock)).Should().ThrowAsync<StoreUnavailableException>().WithMessage("*a copy that did not come to its end*");
    }

    [Fact]
    public async Task What_is_written_to_the_source_meanwhile_is_noticed()
    {
        var (from, to) = (Address("sqlite", "from.db"), Address("litedb", "to.db"));
        await FillAsync(from);
        await using var host = await from.OpenAsync(_sealer, _clock);

        await FluentActions.Awaiting(() => StoreCopy.RunAsync(from, to, _sealer, _clock,
                table => table is { Table: "sessions", IsWhole: true } ? host.CommitAsync(Turn(900), default) : Task.CompletedTask, default))
            .Should().ThrowAsync<StoreUnavailableException>().WithMessage("*differ after the copy*Does a host write?*");
    }

    [Fact]
    public async Task The_tables_that_are_copied_have_every_column_that_there_is()
    {
        var path = Path.Combine(_folder.Path, "bot.db");
        await SqliteStore.Open(new() { Path = path }, _sealer, _clock).DisposeAsync();
        await using var connection = new SqliteOptions { Path = path }.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = "select m.name || '.' || c.name from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' and m.name <> 'schema_migrations'";
        await using var reader = await command.ExecuteReaderAsync();
        var columns = new List<string>();
        while (await reader.ReadAsync()) columns.Add(reader.GetString(0));

        StoreTable.All.SelectMany(table => table.Columns.Select(column => $"{table.Name}.{column.Name}")).Should().BeEquivalentTo(columns);
    }

    private StoreAddress Address(string kind, string file) => DatabaseUrl.Parse($"{kind}:///{Path.Combine(_folder.Path, kind, file)}", "/");

    private async Task CopyAsync(StoreAddress from, StoreAddress to)
    {
        await FillAsync(from);
        var told = new List<CopiedTable>();

        var copied = await StoreCopy.RunAsync(from, to, _sealer, _clock, table =>
        {
            told.Add(table);
            return Task.CompletedTask;
        }, default);

        copied.Select(table => table.Table).Should().Equal(StoreTable.All.Select(table => table.Name));
        copied.Should().OnlyContain(table => table.Rows > 0 && table.IsWhole, "each table of the test has rows").And.BeSubsetOf(told);
        await using var store = await to.OpenAsync(_sealer, _clock);
        await ShouldBeWholeAsync(store);
    }

    private async Task RefusedAsync(StoreAddress from, StoreAddress to, string why) =>
        await FluentActions.Awaiting(() => StoreCopy.RunAsync(from, to, _sealer, _clock, _ => Task.CompletedTask, default)).Should()
            .ThrowAsync<StoreUnavailableException>().WithMessage(why);

    private async Task FillAsync(StoreAddress address)
    {
        await using var store = await address.CreateAsync(_sealer, _clock);
        for (var person = 0; person < People; person++) (await store.CommitAsync(Turn(person), default)).Should().Be(CommitResult.Committed);
        await store.ClaimAsync("one", _clock.Now, TimeSpan.FromMinutes(1), 10, default);
        await store.SettleAsync("one", [new OutboxSettlement.Sent("0.1", "wamid.0", _clock.Now), new OutboxSettlement.GivenUp("1.1", "never", _clock.Now)], default);
        await store.AddDeadLetterAsync(new("letter", "meta:1", "poison", "why", "the trace", _clock.Now), default);
        StatusChanged Event(string id) => new("meta", _clock.Now, id, "", "", DeliveryStatus.Failed, new("131026", "Undeliverable.", FailureAction.GiveUp))
        {
            Price = new(true, "service", "regular"),
        };
        await store.ApplyStatusesAsync([Event("wamid.0"), Event("wamid.late")], default);
    }

    private async Task ShouldBeWholeAsync(IStore store)
    {
        (await store.IntegrityCheckAsync(default)).Should().BeEmpty();
        for (var person = 0; person < People; person++)
        {
            var stored = (await store.LoadAsync($"meta:{person}", default))!;
            (stored.Session.Id, stored.Version, stored.Facts.Name).Should().Be(($"s{person}", 1, "रमेश"));
            (await store.TranscriptAsync($"meta:{person}", 10, default)).Single().Lines.Single().Text.Should().Be($"word {person}");
            (await store.LookUpAsync("note", "of", $"{person}", 10, default)).Single().Body.Should().Be($"note {person}");
        }

        (await store.CommitAsync(Turn(0) with { ExpectedVersion = 1 }, default)).Should().Be(CommitResult.Duplicate);
        (await store.FailedAsync(new("meta", _clock.Now, "wamid.0", "", "", DeliveryStatus.Failed, null), default))!.Why.Should().StartWith("131026");
        (await store.DeadLettersAsync(10, default)).Should().HaveCount(2);
        (await store.HealthAsync(_clock.Now, default)).PendingOutbox.Should().Be((People * 2) - 2);
        (await store.DueTimersAsync(_clock.Now.AddHours(1), 100, default)).Should().HaveCount(People);
        _clock.Advance(TimeSpan.FromMinutes(2));
        (await store.ClaimAsync("two", _clock.Now, TimeSpan.FromMinutes(1), 1000, default)).Should().HaveCount(People, "one of each conversation");
    }

    private TurnCommit Turn(int person) => new()
    {
        Conversation = $"meta:{person}",
        ExpectedVersion = 0,
        Session = new() { Id = $"s{person}", Turn = 1, Language = "hi" },
        Facts = new("meta", $"9198123{person:D5}", "रमेश", _clock.Now),
        HandledId = "first",
        At = _clock.Now,
        Outbox = [new NewMessage($"{person}.1", new TextMessage("one")), new NewMessage($"{person}.2", new TextMessage("two"))],
        Timers = [new(TimerKind.Remind, _clock.Now.AddMinutes(30), 1)],
        Transcript = [new("in", $"word {person}")],
        Records = [new("note", $"key {person}", 0, $"note {person}", [new("of", $"{person}")])],
    };
}

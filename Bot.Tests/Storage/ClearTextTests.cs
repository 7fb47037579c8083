using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using Bot.Storage.Sqlite;
using Bot.Tests.Host.DirectLine;
using Bot.Tests.Support;

namespace Bot.Tests.Storage;

/// <summary>No number, name, plate or barcode lies in clear in an SQLite file, nor in one that an earlier build wrote once it has been opened.</summary>
public sealed class ClearTextTests : IDisposable
{
    private static readonly Sealer Sealer = new Secrets("stage").Sealer;

    private readonly TemporaryFolder _folder = new();

    private string Database => Path.Combine(_folder.Path, "bot.db");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(ClearText.Conversations), MemberType = typeof(ClearText))]
    public async Task After_a_conversation_the_file_tells_of_no_person(string conversation, string channel)
    {
        await ClearText.PlayAsync(conversation, channel, Database);

        Found(ClearText.Registration).Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_said_over_Direct_Line_is_not_in_the_file()
    {
        string conversation;
        await using (var line = await DirectLineHost.StartAsync(new() { Folder = _folder.Path }))
        {
            var page = await line.OpenAsync("dl_asha");
            conversation = page.Conversation;
            await page.SayAsync("fastag", "c1");
            await page.TextsAsync(2);
            await page.SayAsync("9876500001", "c2");
            await page.TextsAsync(4);
        }

        Found(["9876500001", "dl_asha", conversation]).Should().BeEmpty();
    }

    [Fact]
    public async Task What_fails_is_told_to_operators_and_not_to_the_file()
    {
        var clock = new ManualClock();
        await using (var store = SqliteStore.Open(new() { Path = Database }, Sealer, clock))
            await ClearText.FailAsync(store, clock);

        Found(ClearText.Registration).Should().BeEmpty();
    }

    [Fact]
    public async Task What_failed_in_an_earlier_build_is_told_to_operators_and_no_more_to_the_file()
    {
        const string why = "MH12AB1201 of 9812345678 is refused";
        File.Copy(OldDatabase.Sqlite, Database);
        using (var session = Migrate(upTo: Migrations.Naming - 1))
        {
            Run(session, $"update outbox set failure = '{why}', provider_id = 'wamid.9812345678', delivery = 'failed' where id = (select min(id) from outbox)");
            Run(session, $"insert into early_statuses (provider_id, reference, status, other_id, failure, at) values ('wamid.98000001', '', 'failed', '', '{why}', 1)");
            Run(session, "insert into message_prices select 'wamid.98000001', 'meta', '2026-11', '', '', 1, '', 1 union all select id, 'meta', '2026-11', '', '', 1, '', 1 from outbox");
            session.Execute(new SqlText($"insert into dead_letters (conversation, id, kind, reason, detail, at) values ('meta:9812345678', 'l', 'call', '{why}', @detail, 1)")
                .With(Sealer.Seal(DeadLetterSql.Table, "meta:9812345678\0l", "the trace")));
            session.Query(new SqlText("select count(*) from outbox").With(), row => row.Number(0)).Single().Should().BePositive();
        }

        await using (var store = SqliteStore.Open(new() { Path = Database }, Sealer, TimeProvider.System))
        {
            StatusChanged failed = new("meta", default, "wamid.9812345678", "", "", DeliveryStatus.Failed, null);
            (await store.FailedAsync(failed, default))!.Why.Should().Be(why);
            var letter = (await store.DeadLettersAsync(10, default)).Single(letter => letter.Id == "l");
            (letter.Conversation, letter.Reason, letter.Detail).Should().Be(("meta:9812345678", why, "the trace"));
            (await store.IntegrityCheckAsync(default)).Should().BeEmpty();
            await store.ApplyStatusesAsync([failed with { ProviderId = "wamid.98000001", Status = DeliveryStatus.Delivered, Price = new(true, "", "") }], default);
        }

        Found(ClearText.OldDatabase).Should().BeEmpty();
        using var opened = new SqliteSession(new SqliteOptions { Path = Database }.Open());
        opened.Query(new SqlText("select (select count(*) from message_prices) - (select count(*) from outbox)").With(), row => row.Number(0))
            .Should().Equal([1], "the price of each message stays its own");
    }

    [Fact]
    public async Task The_file_of_an_earlier_build_tells_of_no_person_once_it_was_opened()
    {
        File.Copy(OldDatabase.Sqlite, Database);
        Found(ClearText.OldDatabase).Should().HaveCount(ClearText.OldDatabase.Length, "else nothing is shown");

        await OpenAsync();

        Found(ClearText.OldDatabase).Should().BeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task Naming_that_was_killed_goes_on_at_the_next_start(int tables)
    {
        File.Copy(OldDatabase.Sqlite, Database);
        Begin(tables);

        await OpenAsync();

        Found(ClearText.OldDatabase).Should().BeEmpty();
        await using var store = SqliteStore.Open(new() { Path = Database }, Sealer, TimeProvider.System);
        (await store.IntegrityCheckAsync(default)).Should().BeEmpty();
        (await store.LoadAsync("gupshup:919800000102", default))!.Facts.Address.Should().Be("919800000102");
        (await store.TranscriptAsync("gupshup:919800000102", 100, default)).Should().NotBeEmpty();
        (await store.FindAsync("vehicle", "MH12AB1201", default))!.Key.Should().Be("MH12AB1201");
        (await store.LookUpAsync("vehicle", "in", "list", 10, default)).Should().NotBeEmpty();
    }

    private async Task OpenAsync() => await SqliteStore.Open(new() { Path = Database }, Sealer, TimeProvider.System).DisposeAsync();

    /// <summary>What a process that is killed after so many tables leaves: it had begun the schema, and each page was committed.</summary>
    private void Begin(int tables)
    {
        using var session = Migrate(Migrations.Naming);
        var (changes, rows) = StoreKeys.Accept(session.Query(FactSql.All(), FactSql.Read), Sealer, Database);
        foreach (var change in changes) session.Execute(FactSql.Step(change));
        foreach (var table in ClearTable.All.Take(tables))
        {
            foreach (var (_, rename) in session.Query(table.Page(null), row => table.Read(row, rows)))
            {
                if (rename is { } step) session.Execute(step);
            }
        }
    }

    private SqliteSession Migrate(int upTo)
    {
        var session = new SqliteSession(new SqliteOptions { Path = Database }.Open());
        foreach (var migration in Migrations.For(SqlDialect.Sqlite).Where(migration => migration.Number > 5 && migration.Number <= upTo))
        {
            foreach (var statement in migration.Statements) session.Execute(new SqlText(statement));
            session.Execute(Migrations.Record.With(migration.Number, migration.Name, 0));
        }

        return session;
    }

    private static void Run(SqliteSession session, string sql) => session.Execute(new SqlText(sql));

    private List<string> Found(string[] texts) =>
    [
        .. Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories)
            .SelectMany(file => ClearText.In(File.ReadAllBytes(file), texts).Select(found => $"{Path.GetFileName(file)}: {found}")),
    ];
}

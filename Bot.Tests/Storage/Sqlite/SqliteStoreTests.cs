using System.Text;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using Bot.Storage.Sqlite;
using Bot.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Bot.Tests.Storage.Sqlite;

/// <summary>What is SQLite's own: the file, its faults, its key and its copies.</summary>
public sealed partial class SqliteStoreTests : IDisposable
{
    private const string Pan = "ABCPD1234E";

    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();

    private string File => Path.Combine(_folder.Path, "bot.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_personal_can_be_read_in_the_file_or_its_log()
    {
        await using var store = Open();
        await store.CommitAsync(
            Turn("meta:1", 0) with
            {
                Outbox = [new NewMessage("m1", new TextMessage($"PAN No - {Pan}")), new NewCall("c1", new("c1", "kyc.update", Slots.From([new("id", Pan)]), false))],
                Transcript = [new("in", Pan)],
                Records = [new("lead", "L1", 0, $$"""{"pan":"{{Pan}}"}""")],
                DeadLetter = new("d1", "meta:1", "human", "Look", $"about {Pan}", _clock.Now),
            },
            default);

        foreach (var path in Directory.GetFiles(_folder.Path))
            Encoding.Latin1.GetString(ReadShared(path)).Should().NotContain(Pan, path).And.NotContain("engineNumber\"", path);

        (await store.TranscriptAsync("meta:1", 10, default)).Should().ContainSingle().Which.Lines.Should().Equal(new TranscriptLine("in", Pan));
        (await store.LoadAsync("meta:1", default))!.Session.Top!.Slots.Find("idNumber")!.Text.Should().Be(Pan);
    }

    [Fact]
    public async Task A_row_swapped_for_another_is_noticed()
    {
        await using (var store = Open())
        {
            await store.CommitAsync(Turn("meta:1", 0), default);
            await store.CommitAsync(Turn("meta:2", 0), default);
            await store.CommitAsync(Turn("meta:2", 1), default);
        }

        Run("update sessions set body = (select body from sessions where version = 2) where version = 1");
        await using var again = Open();
        await FluentActions.Awaiting(() => again.LoadAsync("meta:1", default)).Should().ThrowAsync<InvalidDataException>();
        (await again.LoadAsync("meta:2", default)).Should().NotBeNull();
    }

    [Fact]
    public async Task Another_key_does_not_start()
    {
        await using (Open())
        {
        }

        FluentActions.Invoking(() => Open(secret: "another")).Should().Throw<StoreUnavailableException>().WithMessage("*sealed with another SECRET_KEY*");
        await using var right = Open();
        (await right.HealthAsync(_clock.Now, default)).Writable.Should().BeTrue();
    }

    [Fact]
    public async Task A_newer_builds_database_is_left_alone()
    {
        await using (Open())
        {
        }

        Run("insert into schema_migrations (number, name, applied_at) values (999, 'from the future', 0)");
        FluentActions.Invoking(() => Open()).Should().Throw<StoreUnavailableException>().WithMessage("*newer build*999*");
    }

    [Fact]
    public void A_file_that_is_no_database_is_told()
    {
        System.IO.File.WriteAllText(File, new string('x', 10_000));
        FluentActions.Invoking(() => Open()).Should().Throw<StoreUnavailableException>().WithMessage("*is no SQLite database*backup*");
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_told()
    {
        System.IO.File.WriteAllText(Path.Combine(_folder.Path, "file"), "");
        FluentActions.Invoking(() => Open(new() { Path = Path.Combine(_folder.Path, "file", "bot.db") })).Should().Throw<StoreUnavailableException>();
    }

    [Fact]
    public async Task A_damaged_file_is_found_by_the_integrity_check()
    {
        await using (var store = Open())
        {
            for (var i = 0; i < 300; i++) await store.CommitAsync(Turn($"meta:{i}", 0), default);
            (await store.IntegrityCheckAsync(default)).Should().BeEmpty();
        }

        var bytes = System.IO.File.ReadAllBytes(File);
        Array.Fill(bytes, (byte)0x5A, bytes.Length / 2, bytes.Length / 4);
        System.IO.File.WriteAllBytes(File, bytes);

        (await SqliteMaintenance.CheckAsync(new() { Path = File }, new Secrets("a secret of the tests").Sealer, default)).Should().NotBeEmpty();
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_an_abrupt_end()
    {
        var image = Path.Combine(_folder.Path, "after");
        Directory.CreateDirectory(image);
        await using (var store = Open())
        {
            await Task.WhenAll(
                Enumerable.Range(0, 200).Select(i => store.CommitAsync(Turn($"meta:{i}", 0) with { Outbox = [new NewMessage($"m{i}", new TextMessage("hi"))] }, default)));
            await store.ClaimAsync("before", _clock.Now, TimeSpan.FromHours(1), 50, default);

            // What a dead process leaves behind: the file and its log as they lie, not closed by anyone.
            foreach (var name in new[] { "bot.db", "bot.db-wal" }) System.IO.File.WriteAllBytes(Path.Combine(image, name), ReadShared(Path.Combine(_folder.Path, name)));
        }

        await using var again = Open(new() { Path = Path.Combine(image, "bot.db") });
        for (var i = 0; i < 200; i++) (await again.LoadAsync($"meta:{i}", default))!.Version.Should().Be(1);
        (await again.ClaimAsync("after", _clock.Now, TimeSpan.FromMinutes(1), 500, default)).Should().HaveCount(150);
        (await again.ReleaseLeasesAsync("after", _clock.Now, default)).Should().Be(50);
        (await again.ClaimAsync("after", _clock.Now, TimeSpan.FromMinutes(1), 500, default)).Should().HaveCount(50).And.OnlyContain(row => row.Recovering);
    }

    [Fact]
    public async Task A_full_disk_is_told_to_every_caller_and_the_store_goes_on_when_there_is_room()
    {
        await using var store = Open(new() { Path = File, SizeLimit = 300_000 });
        await store.CommitAsync(Turn("meta:first", 0), default);

        var commits = Enumerable.Range(0, 400).Select(i => store.CommitAsync(Turn($"meta:{i}", 0) with { Transcript = [new("in", new string('x', 2000))] }, default)).ToList();
        var faults = 0;
        foreach (var commit in commits)
        {
            try
            {
                (await commit).Should().Be(CommitResult.Committed);
            }
            catch (StoreUnavailableException fault)
            {
                fault.Message.Should().Contain("disk is full");
                faults++;
            }
        }

        faults.Should().BePositive();
        for (var i = 0; i < 400; i++) ((await store.LoadAsync($"meta:{i}", default)) is not null).Should().Be(commits[i].IsCompletedSuccessfully, $"turn {i}");
        (await store.CommitAsync(Turn("meta:first", 1), default)).Should().Be(CommitResult.Committed, "a small write still fits");
        (await store.IntegrityCheckAsync(default)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_mistake_in_one_write_takes_nothing_else_with_it()
    {
        await using var store = Open();
        var bad = Turn("meta:bad", 0) with { DeadLetter = new("d1", "meta:bad", null!, "no kind", "", _clock.Now), Outbox = [new NewMessage("lost", new TextMessage("x"))] };
        var commits = Enumerable.Range(0, 50).Select(i => i == 25 ? store.CommitAsync(bad, default) : store.CommitAsync(Turn($"meta:{i}", 0), default)).ToList();

        await FluentActions.Awaiting(() => commits[25]).Should().ThrowAsync<SqliteException>();
        foreach (var commit in commits.Where((_, i) => i != 25)) (await commit).Should().Be(CommitResult.Committed);
        (await store.LoadAsync("meta:bad", default)).Should().BeNull();
        (await store.ClaimAsync("one", _clock.Now, TimeSpan.FromMinutes(1), 10, default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Writers_wait_for_room_rather_than_lose_anything()
    {
        await using var store = Open(new() { Path = File, QueueLimit = 4, BatchLimit = 2 });
        var results = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => Task.Run(() => store.CommitAsync(Turn($"meta:{i}", 0), default))));
        results.Should().OnlyContain(result => result == CommitResult.Committed);
    }

    [Fact]
    public async Task Closing_writes_what_waits()
    {
        List<Task<CommitResult>> commits;
        await using (var store = Open()) commits = [.. Enumerable.Range(0, 300).Select(i => store.CommitAsync(Turn($"meta:{i}", 0), default))];
        (await Task.WhenAll(commits)).Should().OnlyContain(result => result == CommitResult.Committed);
        await using var again = Open();
        (await again.LoadAsync("meta:299", default)).Should().NotBeNull();
    }

    [Fact]
    public async Task A_backup_is_whole_while_work_goes_on()
    {
        var copy = Path.Combine(_folder.Path, "backup", "bot.db");
        await using (var store = Open())
        {
            for (var i = 0; i < 50; i++) await store.CommitAsync(Turn($"meta:{i}", 0), default);
            var more = Task.WhenAll(Enumerable.Range(50, 200).Select(i => store.CommitAsync(Turn($"meta:{i}", 0), default)));
            await new SqliteAddress(File).BackupAsync(copy, default);
            await more;
        }

        Directory.GetFiles(Path.GetDirectoryName(copy)!).Should().Equal(copy);
        await using var restored = Open(new() { Path = copy });
        (await restored.IntegrityCheckAsync(default)).Should().BeEmpty();
        for (var i = 0; i < 50; i++) (await restored.LoadAsync($"meta:{i}", default)).Should().NotBeNull();
    }

    [Fact]
    public async Task Many_that_start_at_once_build_the_schema_once()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ =>
            Task.Factory.StartNew(() => Open(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        var results = await Task.WhenAll(stores.Select((store, i) => store.CommitAsync(Turn($"meta:{i}", 0), default)));
        results.Should().OnlyContain(result => result == CommitResult.Committed);
        (await stores[0].LoadAsync("meta:11", default)).Should().NotBeNull();
        foreach (var store in stores) await store.DisposeAsync();
        Count("select count(*) from schema_migrations").Should().Be(Migrations.For(SqlDialect.Sqlite).Count);
        Count("select count(*) from store_facts where name = 'sample'").Should().Be(1);
    }

    [Theory]
    [InlineData("select 1 from outbox where due_at <= 5 order by due_at limit 3", "outbox_due")]
    [InlineData("select min(due_at) from outbox where due_at is not null", "outbox_due")]
    [InlineData("select conversation from sessions where wake_at <= 5 order by wake_at limit 3", "sessions_wake")]
    [InlineData("select 1 from outbox where (provider_id = 'a' or provider_id = 'b' or other_id = 'a' or other_id = 'b' or id = 'c')", "outbox_provider outbox_other sqlite_autoindex_outbox_1")]
    [InlineData("select max(seq) from outbox where conversation = 'a' and stream = 'b' and finished_at is null", "outbox_open")]
    [InlineData("select id, conversation from outbox where finished_at < 5 order by finished_at limit 3", "outbox_finished")]
    [InlineData("select min(seq) from outbox where conversation = 'a' and stream = 'b' and finished_at is null", "outbox_open")]
    [InlineData("select seq from turns where kept = 2 and at < 5 order by at limit 3", "turns_heard")]
    [InlineData("select seq from turns where kept = 1 and at < 5 order by at limit 3", "turns_said")]
    [InlineData("select key from record_lookups where kind = 'a' and name = 'b' and value = 'c' order by changed_at desc, key desc limit 3", "record_lookups_newest")]
    public async Task What_is_asked_often_is_found_by_an_index(string sql, string indexes)
    {
        await using (Open())
        {
        }

        var plan = Plan(sql);
        foreach (var index in indexes.Split(' ')) plan.Should().Contain(index);
        plan.Should().NotContain("SCAN outbox").And.NotContain("TEMP B-TREE");
    }

    [Fact]
    public async Task What_waits_is_counted_in_the_index_of_what_waits()
    {
        await using (Open())
        {
        }

        Plan("select count(*), min(created_at) from outbox where finished_at is null").Should().StartWith("SCAN outbox USING COVERING INDEX outbox_open");
    }

    private SqliteStore Open(SqliteOptions? options = null, string secret = "a secret of the tests") =>
        SqliteStore.Open(options ?? new() { Path = File }, new Secrets(secret).Sealer, _clock);

    private TurnCommit Turn(string conversation, long version) => new()
    {
        Conversation = conversation,
        ExpectedVersion = version,
        Session = new() { Id = "s", Turn = (int)version + 1, Frames = [new() { Id = "f", Flow = "fastag-assign", FlowHash = "h", State = "engineNumber", Slots = Slots.From([new("idNumber", Pan)]) }] },
        Facts = new("meta", "91", "Ramesh", _clock.Now),
        HandledId = $"in-{version}",
        At = _clock.Now,
    };

    private void Run(string sql)
    {
        using var connection = new SqliteOptions { Path = File }.Open();
        SqliteConnections.Run(connection, sql);
    }

    private long Count(string sql)
    {
        using var connection = new SqliteOptions { Path = File }.Open();
        using var command = new SqliteCommand(sql, connection);
        return (long)command.ExecuteScalar()!;
    }

    private string Plan(string sql)
    {
        using var connection = new SqliteOptions { Path = File }.Open();
        using var command = new SqliteCommand("explain query plan " + sql, connection);
        using var reader = command.ExecuteReader();
        var lines = new StringBuilder();
        while (reader.Read()) lines.AppendLine(reader.GetString(3));
        return lines.ToString();
    }

    private static byte[] ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}

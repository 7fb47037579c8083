using Bot.Engine.Abstractions;
using Bot.Storage;
using Bot.Storage.LiteDb;
using Bot.Storage.Sealing;
using Bot.Tests.Support;
using LiteDB;
using LiteDB.Engine;

namespace Bot.Tests.Storage.LiteDb;

/// <summary>What is LiteDB's own: the file, its lock, its log and its surprises.</summary>
public sealed class LiteDbStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();

    private string File => Path.Combine(_folder.Path, "bot.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_opening_is_refused_while_the_first_lasts()
    {
        await using (Open())
        {
            FluentActions.Invoking(() => Open()).Should().Throw<StoreUnavailableException>().WithMessage("*held by another process*");
        }

        await using var again = Open();
        (await again.HealthAsync(_clock.Now, default)).Writable.Should().BeTrue();
    }

    [Fact]
    public async Task A_clean_end_leaves_everything_in_one_file()
    {
        await using (var store = Open())
        {
            await NoteAsync(store, "1", "kept");
            System.IO.File.Exists(LiteDbFile.LogOf(File)).Should().BeTrue();
        }

        System.IO.File.Exists(LiteDbFile.LogOf(File)).Should().BeFalse();
        using var engine = new LiteEngine(new EngineSettings { Filename = File });
        engine.GetCollectionNames().Should().Contain("records", "LiteDB's own tools open it");
    }

    [Fact]
    public async Task What_an_earlier_build_kept_of_turns_stands_in_the_turn_log()
    {
        await using (var store = Open()) (await store.CommitAsync(Said(0), default)).Should().Be(CommitResult.Committed);
        MakeOld();

        await using var again = Open();

        (await again.TranscriptAsync("meta:1", 10, default)).Should().ContainSingle().Which.Lines.Should().Equal(new TranscriptLine("in", "word 0"));
        (await again.CommitAsync(Said(0) with { ExpectedVersion = 1 }, default)).Should().Be(CommitResult.Duplicate);
        (await again.CommitAsync(Said(1), default)).Should().Be(CommitResult.Committed);
        (await again.TurnsAsync("meta:1", 1, 10, default)).Select(turn => turn.Version).Should().Equal(1, 2);
        (await again.IntegrityCheckAsync(default)).Should().BeEmpty();
    }

    /// <summary>As it was before the turn log: transcripts and handled ids in collections of their own.</summary>
    private void MakeOld()
    {
        using var engine = new LiteEngine(new EngineSettings { Filename = File });
        var turn = new LiteSession(engine).Page(LiteTable.Turns, "", 10).Single();
        var (name, version) = (turn["conversation"].AsString, turn["version"].AsInt64);
        var said = new BsonDocument { ["_id"] = LiteTable.Join(name, LiteTable.Ordered(version)), ["conversation"] = name, ["version"] = version };
        (said["at"], said["body"]) = (turn["at"], turn["body"]);
        var handled = new BsonDocument { ["_id"] = LiteTable.Join(name, turn["handled"].AsString), ["conversation"] = name };
        (handled["id"], handled["at"]) = (turn["handled"], turn["at"]);
        engine.Insert("transcript", [said], BsonAutoId.ObjectId);
        engine.Insert("handled", [handled], BsonAutoId.ObjectId);
        engine.DropCollection("turns");
        engine.Pragma("USER_VERSION", 1);
        engine.Checkpoint();
    }

    private TurnCommit Said(long version) => new()
    {
        Conversation = "meta:1",
        ExpectedVersion = version,
        Session = new() { Id = "s", Turn = (int)version + 1 },
        Facts = new("meta", "1", "", _clock.Now),
        HandledId = $"in-{version}",
        At = _clock.Now,
        Transcript = [new("in", $"word {version}")],
    };

    [Fact]
    public void A_file_with_another_collation_is_refused()
    {
        using (new LiteEngine(new EngineSettings { Filename = File, Collation = new("/IgnoreCase") }))
        {
        }

        FluentActions.Invoking(() => Open()).Should().Throw<StoreUnavailableException>().WithMessage("*collation*");
    }

    [Fact]
    public void A_file_of_another_kind_is_refused()
    {
        System.IO.File.WriteAllText(File, new string('x', 20_000));
        FluentActions.Invoking(() => Open()).Should().Throw<StoreUnavailableException>().WithMessage("*no LiteDB database*");
        System.IO.File.ReadAllText(File).Should().HaveLength(20_000, "it is kept as it is");
    }

    [Fact]
    public async Task A_newer_builds_database_is_left_alone()
    {
        await using (Open())
        {
        }

        using (var engine = new LiteEngine(new EngineSettings { Filename = File }))
        {
            engine.Pragma("USER_VERSION", 99);
            engine.Checkpoint();
        }

        FluentActions.Invoking(() => Open()).Should().Throw<StoreUnavailableException>().WithMessage("*newer build (schema 99*");
    }

    [Fact]
    public async Task Ids_that_differ_by_case_or_by_the_script_of_a_digit_are_two()
    {
        await using var store = Open();
        foreach (var key in new[] { "wamid.AbC", "wamid.aBc", "1", "१", "a\u200bb", "ab", " ab " }) await NoteAsync(store, key, $"of {key}");
        foreach (var key in new[] { "wamid.AbC", "wamid.aBc", "1", "१", "a\u200bb", "ab", " ab " })
            (await store.FindAsync("note", key, default))!.Body.Should().Be($"of {key}");
    }

    [Fact]
    public async Task Texts_are_kept_as_they_are_also_empty_ones_and_blanks()
    {
        await using var store = Open();
        foreach (var body in new[] { "", "  ", "  hi \n", "\u00a0x\u00a0" })
        {
            await NoteAsync(store, $"of {body.Length}", body);
            (await store.FindAsync("note", $"of {body.Length}", default))!.Body.Should().Be(body);
        }
    }

    [Fact]
    public async Task Writes_that_LiteDB_refuses_take_nothing_else_with_them()
    {
        await using var store = Open();
        var faulty = new[] { Entry(""), Entry(new string('x', 2000)) };

        var results = await Task.WhenAll(Enumerable.Range(0, 60).Select(async number =>
        {
            try
            {
                await store.PostAsync(number % 10 == 3 ? faulty[number / 10 % 2] : Entry($"m{number}"), null, TimeSpan.FromMinutes(1), default);
                return true;
            }
            catch (Exception fault) when (fault is LiteException or ArgumentException)
            {
                return false;
            }
        }));

        for (var number = 0; number < 60; number++) results[number].Should().Be(number % 10 != 3, $"post {number}");
        (await store.HealthAsync(_clock.Now, default)).PendingOutbox.Should().Be(54);
        (await store.ClaimAsync("one", _clock.Now, TimeSpan.FromMinutes(1), 100, default)).Should().ContainSingle("they are of one conversation");
    }

    [Fact]
    public async Task A_pass_reads_what_stood_when_it_began_and_the_log_begins_anew_after_it()
    {
        using var file = LiteDbFile.Open(new() { Path = File, CheckpointAfter = 20, PassLimit = 3 });
        void Note(int number)
        {
            var session = file.Writer();
            session.Engine.BeginTrans();
            session.Put(LiteTable.Facts, new() { ["name"] = $"{number:D4}", ["value"] = new byte[3000] });
            session.Engine.Commit().Should().BeTrue();
            file.CheckpointIfDue();
        }

        for (var number = 0; number < 10; number++) Note(number);
        using (var pass = file.BeginPass())
        {
            for (var number = 10; number < 60; number++) Note(number);
            pass.Pages(LiteTable.Facts, 2).SelectMany(page => page).Select(row => row.Text("name")).Should().Equal(Enumerable.Range(0, 10).Select(number => $"{number:D4}"));
            new FileInfo(LiteDbFile.LogOf(File)).Length.Should().BeGreaterThan(CommitLog.PlaceOf(50), "the pass reads it");
        }

        Note(60);
        (await file.ReadAsync(session => session.Count(LiteTable.Facts), default)).Should().Be(61);
        new FileInfo(LiteDbFile.LogOf(File)).Length.Should().BeLessThan(CommitLog.PlaceOf(50));
    }

    [Fact]
    public async Task After_a_failure_of_the_engine_the_next_write_opens_it_anew()
    {
        using var file = LiteDbFile.Open(new() { Path = File });
        file.Drop();
        await FluentActions.Awaiting(() => file.ReadAsync(session => 0, default)).Should().ThrowAsync<StoreUnavailableException>();
        file.Writer().Exists(LiteTable.Facts, "none").Should().BeFalse();
        (await file.ReadAsync(session => session.Count(LiteTable.Facts), default)).Should().Be(0);
    }

    [Fact]
    public async Task A_damaged_file_is_told_and_left_as_it_is()
    {
        await using (var store = Open())
        {
            foreach (var chunk in Enumerable.Range(0, 1000).Chunk(100)) await Task.WhenAll(chunk.Select(number => NoteAsync(store, $"{number}", new string('x', 500))));
        }

        var address = DatabaseUrl.Parse($"litedb:///{File}", "/");
        var sealer = new Secrets("a secret of the tests").Sealer;
        (await address.IntegrityCheckAsync(sealer, _clock, default)).Should().BeEmpty();
        var bytes = await System.IO.File.ReadAllBytesAsync(File);
        Array.Fill(bytes, (byte)0x5A, bytes.Length / 2, bytes.Length / 16);
        await System.IO.File.WriteAllBytesAsync(File, bytes);

        (await address.IntegrityCheckAsync(sealer, _clock, default)).Should().NotBeEmpty();
        (await System.IO.File.ReadAllBytesAsync(File)).Should().Equal(bytes);
        Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Should().BeEquivalentTo("bot.db", "bot.db-lock");
    }

    [Fact]
    public async Task What_lies_in_the_log_after_a_crash_is_looked_at_too()
    {
        var crashed = Path.Combine(_folder.Path, "crashed");
        await using (var store = Open())
        {
            await NoteAsync(store, "1", "kept");
            Directory.CreateDirectory(crashed);
            foreach (var file in new[] { File, LiteDbFile.LogOf(File) }) await CopyAsync(file, Path.Combine(crashed, Path.GetFileName(file)));
        }

        var address = DatabaseUrl.Parse($"litedb:///{Path.Combine(crashed, "bot.db")}", "/");
        (await address.IntegrityCheckAsync(new Secrets("a secret of the tests").Sealer, _clock, default)).Should().BeEmpty();
        await using var again = (LiteDbStore)await address.OpenAsync(new Secrets("a secret of the tests").Sealer, _clock);
        (await again.FindAsync("note", "1", default))!.Body.Should().Be("kept");
    }

    private static async Task CopyAsync(string from, string to)
    {
        await using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        await using var target = System.IO.File.Create(to);
        await source.CopyToAsync(target);
    }

    private LiteDbStore Open() => LiteDbStore.Open(new() { Path = File }, new Secrets("a secret of the tests").Sealer, _clock);

    private OutboxEntry Entry(string id) => new("meta:1", new("meta", "1", "", _clock.Now), [new(id, new TextMessage("hello"))], _clock.Now);

    private static async Task NoteAsync(LiteDbStore store, string key, string body) =>
        (await store.ChangeAsync([new("note", key, 0, body)], default)).Should().BeTrue();
}

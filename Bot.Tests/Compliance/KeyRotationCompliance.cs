using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Tables;
using Bot.Tests.Support;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Compliance;

/// <summary>What a store with sealed bodies owes while <c>SECRET_KEY</c> is changed, and what it tells of bodies that do not open.</summary>
public abstract class KeyRotationCompliance
{
    protected const string Old = "the old key of the tests";
    protected const string New = "the new key of the tests";
    private const string Both = $"{New},{Old}";

    /// <summary>More than a step of each table.</summary>
    private const int People = 230;

    protected ManualClock Clock { get; } = new();

    /// <summary>Opens the test's own database, made when it is not there.</summary>
    internal abstract Task<IStore> OpenAsync(Sealer sealer);

    /// <summary>Hosts may open the database beside each other.</summary>
    protected virtual bool IsShared => true;

    [StoreFact]
    public async Task After_a_change_of_the_key_everything_opens_with_the_new_one_alone()
    {
        await FillAsync(Old);

        (await RotateAsync(Both)).Should().Be((ResealState.Done, Bodies));

        await using (var store = await OpenAsync(New))
        {
            (await store.IntegrityCheckAsync(default)).Should().BeEmpty();
            (await store.LoadAsync("meta:7", default))!.Session.Id.Should().Be("s-7");
            (await store.TranscriptAsync("meta:7", 1, default)).Single().Lines.Single().Text.Should().Be("word 7");
            (await store.ClaimAsync("a", Clock.Now, TimeSpan.FromMinutes(1), People, default)).Should().HaveCount(People);
            (await store.DeadLettersAsync(10, default)).Should().ContainSingle().Which.Should().BeEquivalentTo(new { Reason = "why", Detail = "the trace" });
            (await store.OutboxAsync("meta:0", finished: true, 1, default)).Should().ContainSingle().Which.Failure.Should().Be("131026: Undeliverable.");
        }

        await FluentActions.Awaiting(() => OpenAsync(Old)).Should().ThrowAsync<StoreUnavailableException>().WithMessage("*sealed with another SECRET_KEY*");
    }

    [StoreFact]
    public async Task Each_step_goes_on_where_the_last_one_ended_whichever_process_took_it()
    {
        await FillAsync(Old);

        var again = 0;
        for (var state = ResealState.Going; state == ResealState.Going;)
        {
            await using var store = await OpenAsync(Both);
            var step = await store.ResealAsync(default);
            step.Sealed.Should().BeLessThanOrEqualTo(100, "a step is small");
            (again, state) = (again + step.Sealed, step.State);
        }

        again.Should().Be(Bodies, "each body is sealed once");
    }

    [StoreFact]
    public async Task How_far_it_is_is_told_on_the_way_and_at_the_end()
    {
        await FillAsync(Old);
        await using var store = await OpenAsync(Both);
        (await store.RotationAsync(default)).Should().BeEquivalentTo(new { IsRunning = false, Keys = 2, Pass = 0 });

        await store.ResealAsync(default);
        await store.ResealAsync(default);
        (await store.RotationAsync(default)).Should().BeEquivalentTo(new
        {
            IsRunning = true, Keys = 2, Pass = 1, Table = "sessions", Done = 0, Sealed = 200L,
            Unreadable = 0L
        });

        await RotateAsync(store);
        (await store.RotationAsync(default)).Should().BeEquivalentTo(new { IsRunning = false, Keys = 1, Table = "" });
    }

    [StoreFact]
    public async Task Until_the_end_neither_key_alone_is_taken()
    {
        await FillAsync(Old);
        await using (var store = await OpenAsync(Both)) (await store.ResealAsync(default)).State.Should().Be(ResealState.Going);

        foreach (var alone in new[] { New, Old })
        {
            await FluentActions.Awaiting(() => OpenAsync(alone)).Should().ThrowAsync<StoreUnavailableException>()
                .WithMessage("*sealed with another SECRET_KEY*SECRET_KEY=NEW,OLD*rotate-key*");
        }
    }

    [StoreFact]
    public async Task What_hosts_write_meanwhile_stands()
    {
        await FillAsync(Old);
        await using var host = await OpenAsync(Both);
        using var over = new CancellationTokenSource();
        var versions = new long[People];
        var writing = Task.Run(async () =>
        {
            for (var turn = 0; !over.IsCancellationRequested; turn++)
            {
                var person = turn * 37 % People;
                (await host.CommitAsync(Turn(person, ++versions[person]), default)).Should().Be(CommitResult.Committed);
            }
        });

        var (state, _) = IsShared ? await RotateAsync(Both) : await RotateAsync(host);
        await over.CancelAsync();
        await writing;
        await host.DisposeAsync();

        state.Should().Be(ResealState.Done);
        await using var store = await OpenAsync(New);
        (await store.IntegrityCheckAsync(default)).Should().BeEmpty();
        for (var person = 0; person < People; person++)
        {
            var stored = (await store.LoadAsync($"meta:{person}", default))!;
            (stored.Version, stored.Session.Turn).Should().Be((versions[person] + 1, (int)versions[person] + 1));
        }
    }

    [StoreFact]
    public async Task A_host_that_goes_on_sealing_with_the_old_key_is_noticed()
    {
        await FillAsync(Old);
        await using var late = await OpenAsync($"{Old},{New}");
        if (!IsShared)
        {
            await FluentActions.Awaiting(() => OpenAsync(Both)).Should().ThrowAsync<StoreUnavailableException>().WithMessage("*held by another process*");
            return;
        }

        await using var store = await OpenAsync(Both);
        var version = 0;
        var state = ResealState.Going;
        while (state == ResealState.Going)
        {
            (await late.CommitAsync(Turn(0, ++version), default)).Should().Be(CommitResult.Committed);
            state = (await store.ResealAsync(default)).State;
        }

        state.Should().Be(ResealState.StillSealedWithOld);
        await FluentActions.Awaiting(() => OpenAsync(New)).Should().ThrowAsync<StoreUnavailableException>();
    }

    [StoreFact]
    public async Task What_was_hashed_before_a_change_of_the_key_is_found_during_it_and_after_it()
    {
        var before = new Secrets(Old);
        await FillAsync(Old);
        foreach (var (keys, rotates) in new[] { (Both, true), (New, false), ($"a third key,{New}", true), ("a third key", false) })
        {
            var during = new Secrets(keys);
            await using (await OpenAsync(during.Sealer)) { }
            during.Hash("agent.mobile", "9876543210").Should().Be(before.Hash("agent.mobile", "9876543210"), keys);
            during.CodeFor("otp", 6).Should().Be(before.CodeFor("otp", 6), keys);
            if (rotates) (await RotateAsync(keys)).State.Should().Be(ResealState.Done);
        }
    }

    [StoreTheory]
    [InlineData("sessions", "body", "s-1")]
    [InlineData("outbox", "payload", "m-1")]
    [InlineData("turns", "body", "s-1 version 1")]
    [InlineData("dead_letters", "detail", "letter")]
    [InlineData("outbox", "failure", "m-0")]
    [InlineData("early_statuses", "failure", "failed ")]
    [InlineData("records", "body", "vehicle ~*")]
    public async Task A_body_that_was_moved_is_told_with_its_table_and_row_and_the_old_key_stays(string table, string column, string row)
    {
        await FillAsync(Old);
        await MoveAsync(table, column);

        await using (var store = await OpenAsync(Old))
            (await store.IntegrityCheckAsync(default)).Should().ContainSingle().Which.Should().Match($"{table}: the row {row} does not open*").And.NotContain("91981234");
        (await RotateAsync(Both)).Should().Be((ResealState.Unreadable, Bodies - 1));
        await FluentActions.Awaiting(() => OpenAsync(New)).Should().ThrowAsync<StoreUnavailableException>();
    }

    /// <summary>Sessions, messages, transcripts and records, one letter, and two failures: of a message, and one that waits for its message.</summary>
    private static int Bodies => (People * 4) + 3;

    private Task<IStore> OpenAsync(string secretKey) => OpenAsync(new Secrets(secretKey).Sealer);

    private async Task FillAsync(string secretKey)
    {
        await using var store = await OpenAsync(secretKey);
        var turns = Enumerable.Range(0, People).Select(person => Turn(person, 0) with
        {
            Outbox = [new NewMessage($"m-{person}", new TextMessage("hello"))],
        });
        (await Task.WhenAll(turns.Select(turn => store.CommitAsync(turn, default)))).Should().OnlyContain(result => result == CommitResult.Committed);
        var records = Enumerable.Range(0, People).Select(person => new RecordChange("vehicle", $"plate-{person}", 0, "{}", [new("owner", $"{person}")]));
        (await store.ChangeAsync([.. records], default)).Should().BeTrue();
        await store.AddDeadLetterAsync(new("letter", "meta:1", "call", "why", "the trace", Clock.Now), default);
        var failure = new StatusChanged("meta", Clock.Now, "wamid.0", "", "m-0", DeliveryStatus.Failed, new("131026", "Undeliverable.", FailureAction.GiveUp));
        await store.ApplyStatusesAsync([failure, failure with { ProviderId = "wamid.late", Reference = "" }], default);
    }

    /// <summary>Puts a body of another row where the first person's is, or where the only one is.</summary>
    private async Task MoveAsync(string table, string column)
    {
        await using var store = await OpenAsync(Old);
        var rows = ((IRowSource)store).Rows;
        var shape = StoreTable.All.Single(shape => shape.Name == table);
        var at = Array.FindIndex(shape.Columns, known => known.Name == column);
        var first = (await AllAsync(rows, StoreTable.Sessions)).Single(session => session.Text(4) == "s-1").Text(0);
        var other = (await AllAsync(rows, StoreTable.Outbox)).Single(message => message.Text(0) == "m-2");
        var all = (await AllAsync(rows, shape)).FindAll(row => row.Values[at] is not null);
        var one = all.Find(row => row.Values.Contains(first)) ?? all[0];
        var body = all.Find(row => row != one && column == "body")?.Bytes(at) ?? other.Bytes(8);
        await rows.RemoveAsync(shape, one, default);
        await rows.AddAsync(shape, [new([.. one.Values.Select((value, place) => place == at ? body : value)])], default);
    }

    private static async Task<List<StoreRow>> AllAsync(IStoredRows rows, StoreTable table)
    {
        var all = new List<StoreRow>();
        await foreach (var page in rows.ReadAsync(table, default)) all.AddRange(page);
        return all;
    }

    private async Task<(ResealState State, int Sealed)> RotateAsync(string keys)
    {
        await using var store = await OpenAsync(keys);
        return await RotateAsync(store);
    }

    private static async Task<(ResealState State, int Sealed)> RotateAsync(IStore store)
    {
        var again = 0;
        while (true)
        {
            var step = await store.ResealAsync(default);
            again += step.Sealed;
            if (step.State != ResealState.Going) return (step.State, again);
        }
    }

    protected TurnCommit Turn(int person, long version) => new()
    {
        Conversation = $"meta:{person}",
        ExpectedVersion = version,
        Session = new() { Id = $"s-{person}", Turn = (int)version + 1 },
        Facts = new("meta", $"91981234{person:D4}", "Ramesh", Clock.Now),
        HandledId = $"in-{version}",
        At = Clock.Now,
        Transcript = [new("in", $"word {person}")],
    };
}

using System.Buffers;
using System.Text;
using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Serialization;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using Bot.Tests.Support;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Compliance;

/// <summary>What every store owes, sentence by sentence: turns, versions and handled ids. A store's own class opens it and inherits the rest.</summary>
public abstract partial class StoreCompliance : IAsyncLifetime
{
    protected static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private IAsyncDisposable? _opened;

    protected ManualClock Clock { get; } = new();

    internal IConversationStore Store { get; private set; } = null!;

    internal IRecordStore Records { get; private set; } = null!;

    protected DateTimeOffset Now => Clock.Now;

    public async Task InitializeAsync() => await ReopenAsync();

    public virtual async Task DisposeAsync()
    {
        if (_opened is not null) await _opened.DisposeAsync();
    }

    /// <summary>Opens the same database again, as a process does that starts anew.</summary>
    protected async Task ReopenAsync()
    {
        if (_opened is not null) await _opened.DisposeAsync();
        (Store, Records, _opened) = await OpenAsync();
    }

    /// <summary>Opens the store over the test's own database, made when it is not there.</summary>
    internal abstract Task<(IConversationStore Store, IRecordStore Records, IAsyncDisposable Opened)> OpenAsync();

    /// <summary>What another host opens over the same database; the store itself where one process has it alone.</summary>
    internal virtual async Task<(IConversationStore Store, IAsyncDisposable Opened)> OpenBesideAsync()
    {
        var (store, _, opened) = await OpenAsync();
        return (store, opened);
    }

    [StoreFact]
    public async Task Nobody_has_spoken_yet_is_null() => (await Store.LoadAsync("meta:1", default)).Should().BeNull();

    [StoreFact]
    public async Task A_committed_turn_is_loaded_as_it_was_written()
    {
        var turn = Turn("meta:1", 0) with { Facts = new("meta", "919812345678", "रमेश 🚗", Now.AddMinutes(-3)) };
        (await Store.CommitAsync(turn, default)).Should().Be(CommitResult.Committed);

        var stored = (await Store.LoadAsync("meta:1", default))!;
        stored.Version.Should().Be(1);
        stored.Conversation.Should().Be("meta:1");
        stored.Facts.Should().Be(turn.Facts);
        Json(stored.Session).Should().Be(Json(turn.Session));
    }

    [StoreFact]
    public async Task A_committed_turn_is_still_there_when_the_store_is_opened_again()
    {
        await Commit(Turn("meta:1", 0, Message("a")));
        await ReopenAsync();
        (await Store.LoadAsync("meta:1", default))!.Version.Should().Be(1);
        (await Claim()).Select(row => row.Id).Should().Equal("a");
    }

    [StoreFact]
    public async Task Each_commit_raises_the_version_by_one()
    {
        for (var version = 0; version < 5; version++) await Commit(Turn("meta:1", version));
        (await Store.LoadAsync("meta:1", default))!.Version.Should().Be(5);
    }

    [StoreTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_turn_computed_from_another_version_is_a_conflict_and_leaves_nothing(int expected)
    {
        await Commit(Turn("meta:1", 0));
        await Commit(Turn("meta:1", 1));
        var stale = Turn("meta:1", expected, Message("x")) with { Timers = [new(TimerKind.Remind, Now, 7)], Records = [new("lead", "1", 0, "{}")] };

        (await Store.CommitAsync(stale, default)).Should().Be(CommitResult.Conflict);

        (await Store.LoadAsync("meta:1", default))!.Version.Should().Be(2);
        (await Claim()).Should().BeEmpty();
        (await Store.DueTimersAsync(Now.AddDays(1), 10, default)).Should().BeEmpty();
        (await Records.FindAsync("lead", "1", default)).Should().BeNull();
        (await Store.CommitAsync(stale with { ExpectedVersion = 2 }, default)).Should().Be(CommitResult.Committed, "its input is not handled yet");
    }

    [StoreFact]
    public async Task An_input_handled_before_is_a_duplicate_whatever_the_version()
    {
        var turn = Turn("meta:1", 0, Message("a"));
        await Commit(turn);
        (await Store.CommitAsync(turn, default)).Should().Be(CommitResult.Duplicate);
        (await Store.CommitAsync(turn with { ExpectedVersion = 1 }, default)).Should().Be(CommitResult.Duplicate);
        (await Store.LoadAsync("meta:1", default))!.Version.Should().Be(1);
        (await Claim()).Should().ContainSingle();
    }

    [StoreFact]
    public async Task The_same_id_in_another_conversation_is_another_input()
    {
        await Commit(Turn("meta:1", 0) with { HandledId = "wamid.1" });
        (await Store.CommitAsync(Turn("meta:2", 0) with { HandledId = "wamid.1" }, default)).Should().Be(CommitResult.Committed);
    }

    [StoreFact]
    public async Task Of_many_turns_of_one_version_at_once_exactly_one_is_committed()
    {
        await Commit(Turn("meta:1", 0));
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Store.CommitAsync(Turn("meta:1", 1, Message($"m{i}")), default)));
        results.Count(result => result == CommitResult.Committed).Should().Be(1);
        results.Count(result => result == CommitResult.Conflict).Should().Be(19);
        (await Claim()).Should().ContainSingle();
    }

    [StoreFact]
    public async Task One_conflict_among_many_turns_takes_nothing_else_with_it()
    {
        await Commit(Turn("meta:stale", 0));
        var commits = Enumerable.Range(0, 200).Select(i => i % 10 == 3
            ? Store.CommitAsync(Turn("meta:stale", 0, Message($"lost{i}")), default)
            : Store.CommitAsync(Turn($"meta:{i}", 0, Message($"m{i}")), default));

        var results = await Task.WhenAll(commits);

        for (var i = 0; i < 200; i++) results[i].Should().Be(i % 10 == 3 ? CommitResult.Conflict : CommitResult.Committed, $"turn {i}");
        (await Claim(limit: 500)).Should().HaveCount(180).And.OnlyContain(row => row.Id.StartsWith('m'));
    }

    [StoreFact]
    public async Task Timers_replace_all_earlier_ones_of_the_conversation()
    {
        await Commit(Turn("meta:1", 0) with { Timers = [new(TimerKind.Remind, Now.AddMinutes(10), 1), new(TimerKind.Expire, Now.AddHours(24), 1)] });
        await Commit(Turn("meta:2", 0) with { Timers = [new(TimerKind.Remind, Now.AddMinutes(5), 1)] });
        await Commit(Turn("meta:1", 1) with { Timers = [new(TimerKind.Expire, Now.AddMinutes(30), 2)] });

        var due = await Store.DueTimersAsync(Now.AddDays(2), 10, default);

        due.Should().Equal(new StoredTimer("meta:2", TimerKind.Remind, Now.AddMinutes(5), 1), new StoredTimer("meta:1", TimerKind.Expire, Now.AddMinutes(30), 2));
    }

    [StoreFact]
    public async Task Timers_stay_until_a_commit_clears_them()
    {
        await Commit(Turn("meta:1", 0) with { Timers = [new(TimerKind.Remind, Now, 1)] });
        (await Store.DueTimersAsync(Now, 10, default)).Should().ContainSingle();
        (await Store.DueTimersAsync(Now, 10, default)).Should().ContainSingle("looking does not take them away");
        await Commit(Turn("meta:1", 1));
        (await Store.DueTimersAsync(Now, 10, default)).Should().BeEmpty();
    }

    [StoreFact]
    public async Task Both_timers_of_a_conversation_come_when_both_are_due()
    {
        await Commit(Turn("meta:1", 0) with { Timers = [new(TimerKind.Expire, Now.AddMinutes(20), 3), new(TimerKind.Remind, Now.AddMinutes(10), 3)] });
        (await Store.DueTimersAsync(Now.AddMinutes(9), 10, default)).Should().BeEmpty();
        (await Store.DueTimersAsync(Now.AddMinutes(10), 10, default)).Select(timer => timer.Kind).Should().Equal(TimerKind.Remind);
        (await Store.DueTimersAsync(Now.AddMinutes(20), 10, default)).Select(timer => timer.Kind).Should().Equal(TimerKind.Remind, TimerKind.Expire);
    }

    [StoreFact]
    public async Task Due_timers_come_oldest_first_and_no_more_than_asked_for()
    {
        for (var i = 0; i < 5; i++) await Commit(Turn($"meta:{i}", 0) with { Timers = [new(TimerKind.Remind, Now.AddMinutes(-i), 1)] });
        var due = await Store.DueTimersAsync(Now.AddMinutes(-1), 3, default);
        due.Select(timer => timer.Conversation).Should().Equal("meta:4", "meta:3", "meta:2");
    }

    [StoreFact]
    public async Task A_name_of_any_characters_is_kept_and_harms_nothing()
    {
        var turn = Turn("meta:1", 0, Message("m1", "zero \0 and half \ud83d")) with { Facts = new("meta", "919812345678", "zero \0 and half \ud83d", Now) };
        await Commit(turn);
        (await Store.LoadAsync("meta:1", default))!.Facts.Name.Should().StartWith("zero ");
        (await Store.CommitAsync(turn, default)).Should().Be(CommitResult.Duplicate);
    }

    private static string Json(Session session)
    {
        var output = new ArrayBufferWriter<byte>();
        SessionJson.Write(output, session);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    internal static NewMessage Message(string id, string body = "hello") => new(id, new TextMessage(body));

    internal static NewCall CallRow(string id, bool consequential = false) =>
        new(id, new CallRequest(id, "shauryapay.generateOtp", Slots.From([new("vehicleNumber", "MH12AB1234"), new("agent", Value.Record(("id", "AG1")))]), consequential));

    internal TurnCommit Turn(string conversation, long version, params NewOutboxRow[] rows) => new()
    {
        Conversation = conversation,
        ExpectedVersion = version,
        Session = new()
        {
            Id = $"s-{conversation}",
            Turn = (int)version + 1,
            Language = "hi",
            Frames = [new() { Id = "f1", Flow = "fastag-assign", FlowHash = "abc", State = "engineNumber", Slots = Slots.From([new("vehicleNumber", "MH12AB1234")]), VisitedStates = ["vehicleNumber"] }],
        },
        Facts = new("meta", "919812345678", "Ramesh", Now),
        HandledId = $"in-{Interlocked.Increment(ref _inputs)}",
        At = Now,
        Outbox = [.. rows],
    };

    private int _inputs;

    internal async Task Commit(TurnCommit turn) => (await Store.CommitAsync(turn, default)).Should().Be(CommitResult.Committed);

    internal Task<IReadOnlyList<OutboxRow>> Claim(string owner = "one", int limit = 100) => Store.ClaimAsync(owner, Now, Lease, limit, default);

    internal Task Settle(string owner, params OutboxSettlement[] settlements) => Store.SettleAsync(owner, settlements, default);

    internal Task Sent(string id, string providerId, string owner = "one") => Settle(owner, new OutboxSettlement.Sent(id, providerId, Now));
}

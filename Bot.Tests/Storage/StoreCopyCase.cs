using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;
using Bot.Storage;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Tables;
using Bot.Tests.Support;

namespace Bot.Tests.Storage;

/// <summary>A store with a row in every table, to be copied and looked at.</summary>
public abstract class StoreCopyCase : IDisposable
{
    private const int People = 40;

    private readonly TemporaryFolder _folder = new();

    internal ManualClock Clock { get; } = new();

    internal Sealer Sealer { get; } = new Secrets("a secret of the tests").Sealer;

    protected string Folder => _folder.Path;

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    internal StoreAddress Address(string kind, string file) => DatabaseUrl.Parse($"{kind}:///{Path.Combine(Folder, kind, file)}", "/");

    internal async Task CopyAsync(StoreAddress from, StoreAddress to)
    {
        await FillAsync(from);
        var told = new List<CopiedTable>();

        var copied = await StoreCopy.RunAsync(from, to, Sealer, Clock, table =>
        {
            told.Add(table);
            return Task.CompletedTask;
        }, default);

        copied.Select(table => table.Table).Should().Equal(StoreTable.All.Select(table => table.Name));
        copied.Should().OnlyContain(table => table.Rows > 0 && table.IsWhole, "each table of the test has rows").And.BeSubsetOf(told);
        await using var store = await to.OpenAsync(Sealer, Clock);
        await ShouldBeWholeAsync(store);
    }

    internal async Task RefusedAsync(StoreAddress from, StoreAddress to, string why) =>
        await FluentActions.Awaiting(() => StoreCopy.RunAsync(from, to, Sealer, Clock, _ => Task.CompletedTask, default)).Should()
            .ThrowAsync<StoreUnavailableException>().WithMessage(why);

    internal async Task FillAsync(StoreAddress address)
    {
        await using var store = await address.CreateAsync(Sealer, Clock);
        for (var person = 0; person < People; person++) (await store.CommitAsync(Turn(person), default)).Should().Be(CommitResult.Committed);
        await store.ClaimAsync("one", Clock.Now, TimeSpan.FromMinutes(1), 10, default);
        await store.SettleAsync("one", [new OutboxSettlement.Sent("0.1", "wamid.0", Clock.Now), new OutboxSettlement.GivenUp("1.1", "never", Clock.Now)], default);
        await store.AddDeadLetterAsync(new("letter", "meta:1", "poison", "why", "the trace", Clock.Now), default);
        StatusChanged Event(string id) => new("meta", Clock.Now, id, "", "", DeliveryStatus.Failed, new("131026", "Undeliverable.", FailureAction.GiveUp))
        {
            Price = new(true, "service", "regular"),
        };
        await store.ApplyStatusesAsync([Event("wamid.0"), Event("wamid.late")], default);
        (await store.CountTurnsAsync(1000, default)).Should().BeTrue();
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
        (await store.FailedAsync(new("meta", Clock.Now, "wamid.0", "", "", DeliveryStatus.Failed, null), default))!.Why.Should().StartWith("131026");
        (await store.DeadLettersAsync(10, default)).Should().HaveCount(2);
        (await store.HealthAsync(Clock.Now, default)).PendingOutbox.Should().Be((People * 2) - 2);
        (await store.DueTimersAsync(Clock.Now.AddHours(1), 100, default)).Should().HaveCount(People);
        Clock.Advance(TimeSpan.FromMinutes(2));
        (await store.ClaimAsync("two", Clock.Now, TimeSpan.FromMinutes(1), 1000, default)).Should().HaveCount(People, "one of each conversation");
    }

    internal TurnCommit Turn(int person) => new()
    {
        Conversation = $"meta:{person}",
        ExpectedVersion = 0,
        Session = new() { Id = $"s{person}", Turn = 1, Language = "hi" },
        Facts = new("meta", $"9198123{person:D5}", "रमेश", Clock.Now),
        HandledId = "first",
        At = Clock.Now,
        Outbox = [new NewMessage($"{person}.1", new TextMessage("one")), new NewMessage($"{person}.2", new TextMessage("two"))],
        Timers = [new(TimerKind.Remind, Clock.Now.AddMinutes(30), 1)],
        Transcript = [new("in", $"word {person}")],
        Log = new(new HeardText("first", Clock.Now, $"word {person}"), [new("loan", "amount", "answer", "tenure")])
        {
            Flow = "loan", FlowVersion = "a1", From = "amount", To = "tenure",
        },
        Records = [new("note", $"key {person}", 0, $"note {person}", [new("of", $"{person}")])],
    };
}

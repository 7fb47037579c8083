using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Conversations.Outbox;
using Bot.Engine.Conversations.Timers;
using Bot.Engine.Sessions;
using Bot.Host.Wiring;
using Bot.Storage.Sealing;
using Bot.Storage.Sqlite;

namespace Bot.Tests.Support;

/// <summary>The engine on a real SQLite file, a small flow, partners made by a test, and a clock that a test moves.</summary>
internal sealed class EngineStage : IAsyncDisposable
{
    private static readonly string[] Shared = ["messages.en.yaml", "messages.hi.yaml"];

    private const string Owner = "stage";

    private readonly TemporaryFolder _folder;
    private readonly bool _owned;
    private readonly FlowsFolder _flows;
    private readonly FlowCatalog _catalog;

    /// <param name="folder">Where the database is, of a stage before this one too; a folder of its own when null.</param>
    public EngineStage(string flow, IReadOnlyList<Operation> operations, IReadOnlyList<IChannel> channels, TimeProvider clock, int parallel = 16,
        TemporaryFolder? folder = null)
    {
        (_folder, _owned) = (folder ?? new(), folder is null);
        Clock = clock;
        _flows = new(
            [.. Shared.Select(name => (name, File.ReadAllText(Path.Combine(Repository.Flows, name)))), ("menu/flow.yaml", flow), ("menu/messages.en.yaml", Messages("en", flow)), ("menu/messages.hi.yaml", Messages("hi", flow))]);
        Store = SqliteStore.Open(new() { Path = Path.Combine(_folder.Path, "bot.db") }, new Secrets("faults").Sealer, clock);
        _catalog = _flows.Catalog(operations);
        var outbox = new OutboxSettings { Owner = Owner, Parallel = parallel };
        Runner = RunnerOn(Store);
        var outboxWriter = new OutboxWriter(Store, channels.ToDictionary(channel => channel.Name), outbox, clock, Observer);
        var byName = new OperationTable(operations.ToDictionary(operation => operation.Contract.Name));
        Gate = new(outbox.AnswerWithin, clock);
        Pump = new(Runner, Store, Store, outboxWriter, byName, outbox, clock, Observer, Gate);
        Calls = new(byName, Runner, Store, Store, outbox, clock, Observer);
        Timers = new(Runner, Store, clock, Observer);
    }

    public TimeProvider Clock { get; }

    public RecordingObserver Observer { get; } = new();

    public SqliteStore Store { get; }

    public ConversationRunner Runner { get; }

    public OutboxPump Pump { get; }

    /// <summary>What the pump tells how late answers are.</summary>
    public IntakeGate Gate { get; }

    public Bot.Engine.Flows.FlowSet Flows => _catalog.Flows;

    /// <summary>What the pump hands calls to.</summary>
    public CallMaker Calls { get; }

    public TimerPump Timers { get; }

    public Task<Handled> SayAsync(int person, string text, string id) =>
        Runner.RunAsync(KeyOf(person), new("test", $"{person}", "", Clock.GetUtcNow()), new HeardText(id, Clock.GetUtcNow(), text), default);

    public async Task<string?> WhereAsync(int person) => (await Store.LoadAsync(KeyOf(person), default))?.Session.Top?.State;

    /// <summary>The next call of the outbox, claimed; messages before it count as sent.</summary>
    public async Task<OutboxRow> ClaimCallAsync()
    {
        while (await Store.ClaimAsync(Owner, Clock.GetUtcNow(), TimeSpan.FromMinutes(1), 1, default) is [var row])
        {
            if (row.Call is not null) return row;
            await Store.SettleAsync(Owner, [new OutboxSettlement.Sent(row.Id, row.Id, Clock.GetUtcNow())], default);
        }

        throw new InvalidOperationException("No call is due.");
    }

    /// <summary>Another runner, on a store of its own.</summary>
    public ConversationRunner RunnerOn(IConversationStore store) => new(new(_catalog.Flows, _catalog.Vocabulary), store, _catalog.Renderer, new(), Observer);

    public static string KeyOf(int person) => $"test:{person}";

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _flows.Dispose();
        if (_owned) _folder.Dispose();
    }

    private static string Messages(string language, string flow) => $"language: {language}\nmessages:\n  name: Name?\n  still: Still there?\n" + (flow.Contains("which", StringComparison.Ordinal)
        ? "fields:\n  which: Which\noptions:\n  which:\n    slow: Slow\n    quick: Quick\n"
        : "fields:\n  name: Name\n");
}

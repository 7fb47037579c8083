using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Conversations.Outbox;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Host.Wiring;
using Bot.Storage.Sealing;
using Bot.Storage.Sqlite;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Conversations;

/// <summary>Records that change while a call with consequences is under way.</summary>
public sealed class RecordRaceTests
{
    private static readonly string[] Shared = ["messages.en.yaml", "messages.hi.yaml"];

    private const string Flow = """
        flow: menu
        start: issue
        states:
          issue:
            call: test.issue
            on:
              issued: done
              unavailable: done
          done:
            end:
        """;

    [Fact]
    public async Task What_was_done_is_found_out_again_and_not_done_again_when_a_record_changed_meanwhile()
    {
        var clock = new ManualClock();
        using var folder = new TemporaryFolder();
        using var flows = new FlowsFolder([.. Shared.Select(name => (name, File.ReadAllText(Path.Combine(Repository.Flows, name)))), ("menu/flow.yaml", Flow)]);
        var secrets = new Secrets("race");
        await using var store = SqliteStore.Open(new() { Path = Path.Combine(folder.Path, "bot.db") }, secrets.Sealer, clock);
        var issue = new Issue(store);
        var catalog = flows.Catalog(issue);
        var (outbox, observer) = (new OutboxSettings { Owner = "race" }, new Observers([]));
        var runner = new ConversationRunner(new(catalog.Flows, catalog.Vocabulary), store, catalog.Renderer, new(), observer);
        var outboxWriter = new OutboxWriter(store, new Dictionary<string, IChannel>(), outbox, clock, observer);
        var pump = new OutboxPump(runner, store, store, outboxWriter, new(new Dictionary<string, Operation> { ["test.issue"] = issue }), outbox, clock, observer);

        await runner.RunAsync("test:1", new("test", "1", "", clock.Now), new HeardText("m1", clock.Now, "hello"), default);
        await pump.DrainAsync(default);

        issue.Done.Should().Be(1);
        issue.Recovered.Should().Be(1);
        (await store.FindAsync("tag", "T1", default))!.Body.Should().Be("\"issued\"");
        (await store.LoadAsync("test:1", default))!.Session.Top.Should().BeNull("the outcome was heard");
    }

    /// <summary>Issues a tag whose record another turn changes before the turn is committed.</summary>
    private sealed class Issue(SqliteStore records) : ConsequentialOperation
    {
        public int Done { get; private set; }

        public int Recovered { get; private set; }

        public override OperationContract Contract { get; } = new("test.issue", [], [new("issued"), new("unavailable")], Consequential: true);

        public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
        {
            Done++;
            var result = await IssuedAsync(cancel);
            await records.ChangeAsync([new("tag", "T1", 0, "\"somebody else's\"")], cancel);
            return result;
        }

        public override async Task<Recovery> RecoverAsync(Call call, CancellationToken cancel)
        {
            Recovered++;
            return new Recovery.Done(await IssuedAsync(cancel));
        }

        private async Task<CallResult> IssuedAsync(CancellationToken cancel) =>
            CallResult.Of("issued") with { Changes = [new("tag", "T1", (await records.FindAsync("tag", "T1", cancel))?.Version ?? 0, "\"issued\"")] };
    }
}

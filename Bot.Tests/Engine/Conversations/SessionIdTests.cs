using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.InMemory;
using Bot.Engine.Sessions;
using Bot.Storage.Sealing;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Conversations;

/// <summary>Ids of sessions stand in clear, in logs and paths of the API.</summary>
public sealed class SessionIdTests
{
    private const string Flow = """
        flow: menu
        start: name
        slots:
          name: text
        states:
          name:
            ask: name
            next: done
          done:
            end:
        """;

    [Fact]
    public async Task An_id_is_worked_out_again_with_the_key_and_by_none_who_has_not_the_key()
    {
        using var flows = new FlowsFolder(
            [.. new[] { "messages.en.yaml", "messages.hi.yaml" }.Select(name => (name, File.ReadAllText(Path.Combine(Repository.Flows, name)))),
                ("menu/flow.yaml", Flow), ("menu/messages.en.yaml", Messages("en")), ("menu/messages.hi.yaml", Messages("hi"))]);
        var catalog = flows.Catalog([]);

        var id = await IdAsync(new Secrets("one key of a deployment"));

        (await IdAsync(new Secrets("one key of a deployment"))).Should().Be(id, "another host computes the turn again");
        (await IdAsync(new Secrets("another key altogether"))).Should().NotBe(id);
        (await IdAsync(null)).Should().NotBe(id);

        async Task<string> IdAsync(ISecrets? secrets)
        {
            var clock = new ManualClock();
            var store = new InMemoryStore(clock);
            var runner = new ConversationRunner(new(catalog.Flows, catalog.Vocabulary), store, catalog.Renderer, new(), new RecordingObserver(), null, secrets);
            await runner.RunAsync("test:1", new("test", "1", "", clock.Now), new HeardText("m1", clock.Now, "hi"), default);
            return (await store.LoadAsync("test:1", default))!.Session.Id;
        }
    }

    private static string Messages(string language) => $"language: {language}\nmessages:\n  name: Name?\nfields:\n  name: Name\n";
}

using System.Text.Json.Nodes;
using Bot.Engine.Loading.Schemas;
using Bot.Host.Commands;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Loading.Schemas;

/// <summary>The schema of flows takes every flow there is, and refuses what a reader refuses for its keys and shapes.</summary>
public sealed class FlowSchemaTests
{
    private static readonly string Shipped = Path.Combine(Repository.Flows, "flow.schema.json");

    private static readonly JsonObject Schema = FlowSchema.Of(KnownInputTypes.Everything.Select(type => type.Name));

    public static TheoryData<string> Flows =>
    [
        .. Directory.EnumerateFiles(Repository.Flows, "flow.yaml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Repository.Flows, file)),
    ];

    [Theory]
    [MemberData(nameof(Flows))]
    public void It_takes_every_shipped_flow(string file) => SchemaFaults.Of(Schema, File.ReadAllText(Path.Combine(Repository.Flows, file))).Should().BeEmpty();

    [Theory]
    [InlineData("kinds.yaml")]
    [InlineData("misspelt-words.yaml")]
    [InlineData("wrong-shapes.yaml")]
    [InlineData("a-list.yaml")]
    [InlineData("nothing-in-it.yaml")]
    public void It_refuses_the_samples_of_wrong_keys_and_shapes(string sample) =>
        SchemaFaults.Of(Schema, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Engine", "Loading", "Faults", sample))).Should().NotBeEmpty();

    [Theory]
    [InlineData("  a: { ask: a, nxt: done }")]
    [InlineData("  a: { ask: a, next: done, attempts: { max: 3, than: done } }")]
    [InlineData("  a: { ask: a, next: done, remind: { after: soon, say: x } }")]
    [InlineData("  a: { next: done }")]
    [InlineData("  a: { ask: a, next: [ { when: { x: y }, too: done } ] }")]
    public void A_slip_in_a_state_is_refused(string state)
    {
        const string Head = "flow: f\nstart: a\nstates:\n  done:\n    end:\n";
        SchemaFaults.Of(Schema, Head).Should().BeEmpty();

        SchemaFaults.Of(Schema, Head + state + "\n").Should().NotBeEmpty();
    }

    [Fact]
    public void The_shipped_schema_is_what_the_readers_know()
    {
        if (Environment.GetEnvironmentVariable("BOT_WRITE_DOCS") == "1") File.WriteAllText(Shipped, SchemaCommand.Text("flow") + "\n");

        File.ReadAllText(Shipped).Should().Be(SchemaCommand.Text("flow") + "\n", "BOT_WRITE_DOCS=1 writes it anew");
        foreach (var file in Directory.EnumerateFiles(Repository.Flows, "flow.yaml", SearchOption.AllDirectories))
            File.ReadLines(file).First().Should().Be("# yaml-language-server: $schema=../flow.schema.json", file);
    }
}

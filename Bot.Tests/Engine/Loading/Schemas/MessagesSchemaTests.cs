using System.Text.Json.Nodes;
using Bot.Host.Commands;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Loading.Schemas;

/// <summary>The schemas of messages, operations, promises and changes take every file there is, and refuse what a reader refuses for its keys and
/// shapes.</summary>
public sealed class MessagesSchemaTests
{
    private const string Samples = "Templates/Loading";

    private static readonly string Root = Path.GetDirectoryName(Repository.Flows)!;

    private static readonly Dictionary<string, JsonObject> Schemas = SchemaCommand.Kinds.ToDictionary(kind => kind, SchemaCommand.Of);

    public static IEnumerable<object[]> Shipped =>
        FilesOf("messages", "messages.*.yaml").Concat(FilesOf("operations", "operations.yaml")).Concat(FilesOf("flow", "flow.yaml"))
            .Concat(FilesOf("promises", "promises.yaml")).Concat(FilesOf("mutants", "mutants.yaml"));

    [Theory]
    [MemberData(nameof(Shipped))]
    public void It_takes_every_shipped_file_which_names_it(string kind, string file)
    {
        var path = Path.Combine(Root, file);
        SchemaFaults.Of(Schemas[kind], File.ReadAllText(path)).Should().BeEmpty();

        // A new flow is written into a folder of the flows.
        var schema = file.StartsWith("Bot.Host", StringComparison.Ordinal) ? $"../{kind}.schema.json"
            : Path.GetRelativePath(Path.GetDirectoryName(path)!, Path.Combine(Repository.Flows, $"{kind}.schema.json")).Replace('\\', '/');
        File.ReadLines(path).First().Should().Be($"# yaml-language-server: $schema={schema}");
    }

    [Theory]
    [InlineData("trips-keys")]
    [InlineData("trips-shapes")]
    [InlineData("trips-parts")]
    public void It_refuses_the_samples_of_wrong_keys_and_shapes(string sample) =>
        Templates.CaseFile.Read(Samples, sample).Files.Values.Any(file => SchemaFaults.Of(Schemas["messages"], file).Count > 0).Should().BeTrue();

    [Fact]
    public void It_takes_a_file_with_everything_that_it_may_hold() =>
        Templates.CaseFile.Read(Samples, "passes-everything-a-file-may-hold").Files.Values.SelectMany(file => SchemaFaults.Of(Schemas["messages"], file)).Should().BeEmpty();

    [Theory]
    [InlineData("mesages: { a: b }")]
    [InlineData("messages: { a: [b] }")]
    [InlineData("messages: { a: { txt: b } }")]
    [InlineData("messages: { a: { text: b, link: { label: c } } }")]
    [InlineData("messages: { a: { text: b, request: number } }")]
    [InlineData("messages: { a: { document: { name: b } } }")]
    [InlineData("options: { a: { b: { lable: c } } }")]
    [InlineData("templates: { a: { parameters: [] } }")]
    [InlineData("templates: { a: { name: b, buttons: [maybe] } }")]
    public void A_slip_in_messages_is_refused(string line)
    {
        SchemaFaults.Of(Schemas["messages"], "language: en\n").Should().BeEmpty();

        SchemaFaults.Of(Schemas["messages"], $"language: en\n{line}\n").Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("metod: POST")]
    [InlineData("method: SEND")]
    [InlineData("timeout: soon")]
    [InlineData("retries: often")]
    [InlineData("consequential: { hedder: A }")]
    [InlineData("consequential: { find: { url: https://a.example/ } }")]
    [InlineData("headers: [A]")]
    public void A_slip_in_operations_is_refused(string line)
    {
        const string Head = "a.b:\n  url: https://a.example/\n  outcomes: { done: { status: 200 } }\n";
        SchemaFaults.Of(Schemas["operations"], Head).Should().BeEmpty();

        SchemaFaults.Of(Schemas["operations"], $"{Head}  {line}\n").Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("promises", "promises:\n  - { says: a, never: end b, after: state c }\n  - { says: a, atMost: 1, of: call d.e, since: [changed f] }\nrepeats: [d.e]\n", "says", "say")]
    [InlineData("promises", "promises:\n  - { says: a, before: call d.e, needs: [state c] }\n", "needs", "need")]
    [InlineData("promises", "promises:\n  - { says: a, within: 3, of: call d.e, comes: state c }\n", "comes: state c", "never: state c")]
    [InlineData("promises", "promises:\n  - { says: a, always: end b }\nfresh: [d.e]\n", "fresh", "freshly")]
    [InlineData("mutants", "same:\n  - { change: a, because: b }\n", "because", "becaus")]
    public void A_slip_in_promises_and_changes_is_refused(string kind, string file, string word, string slip)
    {
        SchemaFaults.Of(Schemas[kind], file).Should().BeEmpty();

        SchemaFaults.Of(Schemas[kind], file.Replace(word, slip, StringComparison.Ordinal)).Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("messages")]
    [InlineData("operations")]
    [InlineData("promises")]
    [InlineData("mutants")]
    public void The_shipped_schema_is_what_the_readers_know(string kind)
    {
        var shipped = Path.Combine(Repository.Flows, $"{kind}.schema.json");
        if (Environment.GetEnvironmentVariable("BOT_WRITE_DOCS") == "1") File.WriteAllText(shipped, SchemaCommand.Text(kind) + "\n");

        File.ReadAllText(shipped).Should().Be(SchemaCommand.Text(kind) + "\n", "BOT_WRITE_DOCS=1 writes it anew");
    }

    private static IEnumerable<object[]> FilesOf(string kind, string name) =>
        new[] { "flows", "examples", "Bot.Host/Commands/NewFlow" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), name, SearchOption.AllDirectories))
            .Select(file => new object[] { kind, Path.GetRelativePath(Root, file) });
}

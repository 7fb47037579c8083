using System.Text.Json.Nodes;
using Bot.Engine.Flows;
using Bot.Engine.Loading.Schemas;
using Bot.Engine.Loading.Yaml;
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
    public void It_takes_every_shipped_flow(string file) => FaultsOf(File.ReadAllText(Path.Combine(Repository.Flows, file))).Should().BeEmpty();

    [Theory]
    [InlineData("kinds.yaml")]
    [InlineData("misspelt-words.yaml")]
    [InlineData("wrong-shapes.yaml")]
    [InlineData("a-list.yaml")]
    [InlineData("nothing-in-it.yaml")]
    public void It_refuses_the_samples_of_wrong_keys_and_shapes(string sample) =>
        FaultsOf(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Engine", "Loading", "Faults", sample))).Should().NotBeEmpty();

    [Theory]
    [InlineData("  a: { ask: a, nxt: done }")]
    [InlineData("  a: { ask: a, next: done, attempts: { max: 3, than: done } }")]
    [InlineData("  a: { ask: a, next: done, remind: { after: soon, say: x } }")]
    [InlineData("  a: { next: done }")]
    [InlineData("  a: { ask: a, next: [ { when: { x: y }, too: done } ] }")]
    public void A_slip_in_a_state_is_refused(string state)
    {
        const string Head = "flow: f\nstart: a\nstates:\n  done:\n    end:\n";
        FaultsOf(Head).Should().BeEmpty();

        FaultsOf(Head + state + "\n").Should().NotBeEmpty();
    }

    [Fact]
    public void The_shipped_schema_is_what_the_readers_know()
    {
        if (Environment.GetEnvironmentVariable("BOT_WRITE_DOCS") == "1") File.WriteAllText(Shipped, SchemaCommand.Text() + "\n");

        File.ReadAllText(Shipped).Should().Be(SchemaCommand.Text() + "\n", "BOT_WRITE_DOCS=1 writes it anew");
        foreach (var file in Directory.EnumerateFiles(Repository.Flows, "flow.yaml", SearchOption.AllDirectories))
            File.ReadLines(file).First().Should().Be("# yaml-language-server: $schema=../flow.schema.json", file);
    }

    private static List<string> FaultsOf(string yaml)
    {
        var issues = new List<Issue>();
        return Node.Parse("f.yaml", yaml, issues) is { } root ? [.. Faults(Schema, root, "")] : [.. issues.Select(issue => issue.Message)];
    }

    /// <summary>The part of JSON Schema that the schema uses.</summary>
    private static IEnumerable<string> Faults(JsonNode schema, Node value, string at)
    {
        var rules = schema.AsObject();
        if (rules["anyOf"] is JsonArray any && any.All(one => Faults(one!, value, at).Any())) yield return $"{at}: none of {any.Count}";
        if (rules["type"] is { } type && !TypesOf(type).Any(name => Is(name, value))) yield return $"{at}: no {type.ToJsonString()}";
        if (rules["const"] is { } only && value.Text != only.GetValue<string>()) yield return $"{at}: not {only}";
        if (rules["enum"] is JsonArray values && values.All(one => one!.ToString() != value.Text)) yield return $"{at}: none of {values.ToJsonString()}";
        if (rules["pattern"] is { } pattern && !System.Text.RegularExpressions.Regex.IsMatch(value.Text, pattern.GetValue<string>())) yield return $"{at}: not of {pattern}";
        foreach (var key in (rules["required"]?.AsArray() ?? []).Where(key => value.Find(key!.GetValue<string>()) is null)) yield return $"{at}: without {key}";
        foreach (var (key, inner) in value.Entries)
        {
            var known = rules["properties"]?[key.Text] ?? rules["additionalProperties"];
            if (known is JsonValue allowed && !allowed.GetValue<bool>()) yield return $"{at}: does not know {key.Text}";
            foreach (var fault in known is JsonObject shape ? Faults(shape, inner, $"{at}/{key.Text}") : []) yield return fault;
        }
        foreach (var fault in value.Items.SelectMany(item => rules["items"] is { } shape ? Faults(shape, item, at) : [])) yield return fault;
    }

    private static IEnumerable<string> TypesOf(JsonNode type) =>
        type is JsonArray several ? several.Select(one => one!.GetValue<string>()) : [type.GetValue<string>()];

    private static bool Is(string type, Node value) => type switch
    {
        "object" => value.Kind == NodeKind.Map,
        "array" => value.Kind == NodeKind.List,
        "integer" => value.Kind == NodeKind.Scalar && int.TryParse(value.Text, out _),
        _ => value.Kind == NodeKind.Scalar,
    };
}

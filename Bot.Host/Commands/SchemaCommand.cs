using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;
using Bot.Engine.Inputs;
using Bot.Engine.Loading.Schemas;
using Bot.Gateways.Operations;
using Bot.Host.Proofs;
using Bot.Host.Wiring;
using Bot.Templates.Schemas;

namespace Bot.Host.Commands;

/// <summary><c>schema</c>: prints the JSON Schema of a kind of file, made of what its readers know.</summary>
internal sealed class SchemaCommand : Command
{
    private const string Help = """
        Print the JSON Schema of flow.yaml, of messages files, of operations.yaml, promises.yaml or mutants.yaml, for editors that complete and check while
        you type.

        Examples:
          Bot.Host schema > flows/flow.schema.json
          Bot.Host schema messages > flows/messages.schema.json
          # yaml-language-server: $schema=../flow.schema.json     first line of a flow.yaml
        """;

    /// <summary>The kinds of files that have one.</summary>
    public static readonly string[] Kinds = ["flow", "messages", "operations", "promises", "mutants"];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public SchemaCommand()
        : base("schema", Help)
    {
        var kind = new Argument<string>("kind") { Description = $"{string.Join(", ", Kinds[..^1])} or {Kinds[^1]}.", DefaultValueFactory = _ => Kinds[0] };
        kind.AcceptOnlyFromAmong(Kinds);
        Arguments.Add(kind);
        SetAction(async (parsed, _) =>
        {
            await parsed.InvocationConfiguration.Output.WriteLineAsync(Text(parsed.GetRequiredValue(kind)));
            return ExitCodes.Ok;
        });
    }

    /// <summary>The schema with everything that files of this program may hold.</summary>
    public static string Text(string kind) => Of(kind).ToJsonString(Indented);

    /// <summary>The same as a tree.</summary>
    public static JsonObject Of(string kind)
    {
        using var services = FlowTools.Open();
        return kind switch
        {
            "messages" => MessagesSchema.Of(),
            "operations" => OperationsSchema.Of(services.GetRequiredService<IRequestTemplates>()),
            "promises" => PromisesSchema.Of(),
            "mutants" => MutantsSchema.Of(),
            _ => FlowSchema.Of(services.GetRequiredService<InputTypes>().All.Concat(InputTypes.Unfinished).Select(type => type.Name)),
        };
    }
}

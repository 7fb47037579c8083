using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bot.Engine.Inputs;
using Bot.Engine.Loading.Schemas;
using Bot.Host.Wiring;

namespace Bot.Host.Commands;

/// <summary><c>schema</c>: prints the JSON Schema of <c>flow.yaml</c>, made of what the readers know.</summary>
internal sealed class SchemaCommand : Command
{
    private const string Help = """
        Print the JSON Schema of flow.yaml, for editors that complete and check while you type.

        Examples:
          Bot.Host schema > flows/flow.schema.json
          # yaml-language-server: $schema=../flow.schema.json     first line of a flow.yaml
        """;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public SchemaCommand()
        : base("schema", Help) => SetAction(async (parsed, _) =>
    {
        await parsed.InvocationConfiguration.Output.WriteLineAsync(Text());
        return ExitCodes.Ok;
    });

    /// <summary>The schema with every type of answers of this program.</summary>
    public static string Text()
    {
        using var services = FlowTools.Open();
        return FlowSchema.Of(services.GetRequiredService<InputTypes>().All.Concat(InputTypes.Unfinished).Select(type => type.Name)).ToJsonString(Indented);
    }
}

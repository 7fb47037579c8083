using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bot.Engine.Loading.Yaml;

namespace Bot.Gateways.Operations;

/// <summary>YAML as the JSON that it looks like: numbers, true and false without quotes are what they are, all else is text.</summary>
internal static partial class PlainJson
{
    public static bool IsLiteral(Node node) => node.IsPlain && Literal().IsMatch(node.Text);

    public static JsonNode? Of(Node node) => node.Kind switch
    {
        NodeKind.List => new JsonArray([.. node.Items.Select(Of)]),
        NodeKind.Map => new JsonObject(node.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, Of(entry.Value)))),
        _ => IsLiteral(node) ? JsonNode.Parse(node.Text) : JsonValue.Create(node.Text),
    };

    [GeneratedRegex(@"\A(?:true|false|-?(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?)\z")]
    private static partial Regex Literal();
}

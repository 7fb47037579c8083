using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Gateways.Channels;

/// <summary>JSON as it goes out: compact, and with letters as themselves rather than as escapes (emoji stay escaped, which means the same).</summary>
internal static class WireJson
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(JsonObject json) => json.ToJsonString(Plain);

    /// <summary>A list of texts.</summary>
    public static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode?)JsonValue.Create(text))];

    /// <summary>Sets a name unless the text is empty, for providers take an empty optional text as a fault.</summary>
    public static JsonObject With(this JsonObject json, string name, string text)
    {
        if (text.Length > 0)
            json[name] = text;
        return json;
    }
}

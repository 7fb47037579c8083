using System.Text;
using System.Text.Json;

namespace Bot.Gateways.Channels;

/// <summary>
/// The outline of a webhook body: the names on its first two levels and the short texts on the first. Enough to tell who is speaking without reading it all.
/// </summary>
internal sealed class BodyShape
{
    private const int LongestText = 64;

    private readonly Dictionary<string, string> _texts = [];
    private readonly HashSet<string> _names = [];

    private BodyShape()
    {
    }

    /// <summary>The outline; an empty one when the body is no JSON object. Never throws.</summary>
    public static BodyShape Of(ReadOnlySpan<byte> body)
    {
        var shape = new BodyShape();
        try
        {
            shape.Walk(new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = WebhookBody.MaxDepth }));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, or a name that is no text: no channel recognises it.
            return new BodyShape();
        }

        return shape;
    }

    /// <summary>Whether a name stands there: <c>data</c>, or <c>data.message</c> one level down.</summary>
    public bool Has(string path) => _names.Contains(path);

    /// <summary>The text, number or boolean under a top-level name; empty when absent or long.</summary>
    public string Text(string name) => _texts.GetValueOrDefault(name, "");

    private void Walk(Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return;

        var parent = "";
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 1)
                parent = "";
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;

            var name = reader.GetString()!;
            var top = reader.CurrentDepth == 1;
            _names.Add(top ? name : parent + "." + name);
            reader.Read();
            if (top && reader.TokenType == JsonTokenType.StartObject)
                parent = name;
            else if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                reader.Skip();
            else if (top && reader.ValueSpan.Length <= LongestText)
                _texts[name] = reader.TokenType == JsonTokenType.String ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }
}

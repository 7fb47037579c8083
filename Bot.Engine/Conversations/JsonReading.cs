using System.Text.Json;

namespace Bot.Engine.Conversations;

/// <summary>The few moves that hand-written JSON code makes.</summary>
internal static class JsonReading
{
    public static void Begin(this ref Utf8JsonReader reader, JsonTokenType expected, string what)
    {
        if (!reader.Read() || reader.TokenType != expected) throw new JsonException($"{what} begins with {expected}.");
    }

    /// <summary>Moves to the next property's name; false at the end of the object.</summary>
    public static bool NextProperty(this ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Moves to the next item; false at the end of the array.</summary>
    public static bool NextItem(this ref Utf8JsonReader reader) => reader.Read() && reader.TokenType != JsonTokenType.EndArray;

    /// <summary>If the property has this name, moves to its value.</summary>
    public static bool Take(this ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => reader.ValueTextEquals(name) && reader.Read();

    public static void SkipUnknown(this ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    public static string Text(this ref Utf8JsonReader reader) => reader.GetString() ?? throw new JsonException("Text is expected here, not null.");
}

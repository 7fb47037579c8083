using System.Collections.Immutable;
using System.Text.Json;
using Bot.Engine.Machine;

namespace Bot.Engine.Conversations;

/// <summary>Slots and their values as JSON: text is a string, a record an object, a list an array. Order and repeated names survive.</summary>
public static class ValueJson
{
    public static void Write(Utf8JsonWriter writer, Slots slots)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in slots.Items)
        {
            writer.WritePropertyName(Whole(name));
            Write(writer, value);
        }

        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, Value value)
    {
        switch (value)
        {
            case RecordValue record:
                writer.WriteStartObject();
                foreach (var (name, field) in record.Fields)
                {
                    writer.WritePropertyName(Whole(name));
                    Write(writer, field);
                }

                writer.WriteEndObject();
                break;
            case ListValue list:
                writer.WriteStartArray();
                foreach (var item in list.Items) Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(Whole(value.Text));
                break;
        }
    }

    /// <summary>Reads the value the reader stands on.</summary>
    /// <exception cref="JsonException">It is neither a string, an object nor an array.</exception>
    public static Value Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => new TextValue(reader.Text()),
        JsonTokenType.StartObject => new RecordValue(ReadFields(ref reader)),
        JsonTokenType.StartArray => ReadList(ref reader),
        _ => throw new JsonException($"A value is a string, an object or an array, not {reader.TokenType}."),
    };

    /// <summary>Reads the object the reader stands on.</summary>
    public static Slots ReadSlots(ref Utf8JsonReader reader) => Slots.From(ReadFields(ref reader));

    /// <summary>The text with each half of a character that lost its other half replaced: JSON cannot carry it, and one cut emoji must not lose a session.</summary>
    internal static string Whole(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0) return text;

        return string.Create(text.Length, text, static (whole, text) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                whole[i] = text[i];
                if (!char.IsSurrogate(text[i])) continue;
                if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) whole[i + 1] = text[++i];
                else whole[i] = '\uFFFD';
            }
        });
    }

    private static ImmutableArray<KeyValuePair<string, Value>> ReadFields(ref Utf8JsonReader reader)
    {
        var fields = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>(16);
        while (reader.NextProperty())
        {
            var name = reader.Text();
            reader.Read();
            fields.Add(new(name, Read(ref reader)));
        }

        return fields.DrainToImmutable();
    }

    private static ListValue ReadList(ref Utf8JsonReader reader)
    {
        var items = ImmutableArray.CreateBuilder<Value>();
        while (reader.NextItem()) items.Add(Read(ref reader));
        return new(items.DrainToImmutable());
    }
}

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
            writer.WritePropertyName(name);
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
                    writer.WritePropertyName(name);
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
                writer.WriteStringValue(value.Text);
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

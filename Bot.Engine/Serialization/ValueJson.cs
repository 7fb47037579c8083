using System.Collections.Immutable;
using System.Text.Json;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Serialization;

/// <summary>Slots and their values as JSON: text is a string, a record an object, a list an array. Order and repeated names survive.</summary>
internal static class ValueJson
{
    public static void Write(ref SessionJsonWriter writer, Slots slots)
    {
        // What stands side by side in the text it was read from, and was not changed, is copied in one piece.
        var text = slots.Source as SessionJsonText;
        var (next, all) = (0, text?.SlotCount ?? 0);
        writer.Begin('{');
        foreach (ref readonly var change in slots.Changes)
        {
            var until = change.IsInSource ? change.Place : all;
            if (next < until) writer.Raw(text!.SlotsBetween(next, until));
            next = change.IsInSource ? until + 1 : until;
            if (change.Value is not { } value) continue;

            writer.Name(change.Name);
            Write(ref writer, value);
        }

        if (next < all) writer.Raw(text!.SlotsBetween(next, all));
        writer.End('}');
    }

    /// <exception cref="InvalidOperationException">It is nested too deep.</exception>
    public static void Write(ref SessionJsonWriter writer, Value value)
    {
        switch (value)
        {
            case RecordJson record:
                writer.Raw(record.Json);
                break;
            case RecordValue record:
                writer.Begin('{');
                foreach (var (name, field) in record.Fields)
                {
                    writer.Name(name);
                    Write(ref writer, field);
                }

                writer.End('}');
                break;
            case ListValue list:
                writer.Begin('[');
                foreach (var item in list.Items) Write(ref writer, item);
                writer.End(']');
                break;
            default:
                writer.Text(value.Text);
                break;
        }
    }

    /// <param name="json">What is scanned; records keep it, to be read when they are asked.</param>
    /// <exception cref="JsonException">It is neither a string, an object nor an array, or nested too deep.</exception>
    public static Value Read(ref SessionJsonReader reader, byte[] json, int depth = 0)
    {
        if (depth > SessionJsonWriter.DepthLimit) throw new JsonException($"A value is nested deeper than {SessionJsonWriter.DepthLimit}.");
        return reader.Next() switch
        {
            (byte)'"' => Value.Of(reader.Text()),
            (byte)'{' => RecordJson.Take(ref reader, json),
            (byte)'[' => ReadList(ref reader, json, depth + 1),
            var other => throw new JsonException($"A value is a string, an object or an array; this begins with {(char)other}."),
        };
    }

    public static ImmutableArray<KeyValuePair<string, Value>> ReadFields(ref SessionJsonReader reader, byte[] json)
    {
        var fields = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>(8);
        reader.Begin('{', "A record");
        while (reader.NextProperty()) fields.Add(new(reader.Name(), Read(ref reader, json)));
        return fields.DrainToImmutable();
    }

    private static ListValue ReadList(ref SessionJsonReader reader, byte[] json, int depth)
    {
        var items = ImmutableArray.CreateBuilder<Value>();
        reader.Begin('[', "A list");
        while (reader.NextItem()) items.Add(Read(ref reader, json, depth));
        return new(items.DrainToImmutable());
    }
}

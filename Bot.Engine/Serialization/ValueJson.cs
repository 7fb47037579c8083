using System.Collections.Immutable;
using System.Text.Json;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Serialization;

/// <summary>Slots and their values as JSON: text is a string, a record an object, a list an array. Order and repeated names survive.</summary>
internal static class ValueJson
{
    public static void Write(ref SessionJsonWriter pen, Slots slots)
    {
        // What stands side by side in the text it was read from, and was not changed, is copied in one piece.
        var text = slots.Source as SessionJsonText;
        var (next, all) = (0, text?.SlotCount ?? 0);
        pen.Begin('{');
        foreach (ref readonly var change in slots.Changes)
        {
            var until = change.IsInSource ? change.Place : all;
            if (next < until) pen.Raw(text!.SlotsBetween(next, until));
            next = change.IsInSource ? until + 1 : until;
            if (change.Value is not { } value) continue;

            pen.Name(change.Name);
            Write(ref pen, value);
        }

        if (next < all) pen.Raw(text!.SlotsBetween(next, all));
        pen.End('}');
    }

    /// <exception cref="InvalidOperationException">It is nested too deep.</exception>
    public static void Write(ref SessionJsonWriter pen, Value value)
    {
        switch (value)
        {
            case RecordJson record:
                pen.Raw(record.Json);
                break;
            case RecordValue record:
                pen.Begin('{');
                foreach (var (name, field) in record.Fields)
                {
                    pen.Name(name);
                    Write(ref pen, field);
                }

                pen.End('}');
                break;
            case ListValue list:
                pen.Begin('[');
                foreach (var item in list.Items) Write(ref pen, item);
                pen.End(']');
                break;
            default:
                pen.Text(value.Text);
                break;
        }
    }

    /// <param name="json">What is scanned; records keep it, to be read when they are asked.</param>
    /// <exception cref="JsonException">It is neither a string, an object nor an array, or nested too deep.</exception>
    public static Value Read(ref SessionJsonReader scan, byte[] json, int depth = 0)
    {
        if (depth > SessionJsonWriter.DepthLimit) throw new JsonException($"A value is nested deeper than {SessionJsonWriter.DepthLimit}.");
        return scan.Next() switch
        {
            (byte)'"' => Value.Of(scan.Text()),
            (byte)'{' => RecordJson.Take(ref scan, json),
            (byte)'[' => ReadList(ref scan, json, depth + 1),
            var other => throw new JsonException($"A value is a string, an object or an array; this begins with {(char)other}."),
        };
    }

    public static ImmutableArray<KeyValuePair<string, Value>> ReadFields(ref SessionJsonReader scan, byte[] json)
    {
        var fields = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>(8);
        scan.Begin('{', "A record");
        while (scan.NextProperty()) fields.Add(new(scan.Name(), Read(ref scan, json)));
        return fields.DrainToImmutable();
    }

    private static ListValue ReadList(ref SessionJsonReader scan, byte[] json, int depth)
    {
        var items = ImmutableArray.CreateBuilder<Value>();
        scan.Begin('[', "A list");
        while (scan.NextItem()) items.Add(Read(ref scan, json, depth));
        return new(items.DrainToImmutable());
    }
}

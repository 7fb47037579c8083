using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Engine.Values;

namespace Bot.Engine.Serialization;

/// <summary>What a call came back with, its changes of records among it, on the way to the host that holds the conversation.</summary>
internal static class RoutedResultJson
{
    public static void Write(ref SessionJsonWriter writer, CallResult result)
    {
        writer.Name("result"u8);
        writer.Begin('{');
        writer.Text("outcome"u8, result.Outcome);
        writer.Name("value"u8);
        ValueJson.Write(ref writer, result.Result);
        if (result.Fault is { } fault)
        {
            writer.Text("lasting"u8, fault.Lasting);
            writer.Text("argument"u8, fault.Argument);
            writer.Text("because"u8, fault.Message);
        }

        if (!result.Changes.IsDefaultOrEmpty) Write(ref writer, result.Changes);
        writer.End('}');
    }

    /// <exception cref="JsonException">It is not what a call comes back with.</exception>
    public static CallResult Read(ref SessionJsonReader reader, byte[] json)
    {
        var (outcome, value, changes) = ("", default(Value), ImmutableArray<RecordChange>.Empty);
        var (lasting, argument, because, isFaulty) = ("", "", "", false);
        reader.Begin('{', "The outcome of a call");
        while (reader.NextProperty())
        {
            if (reader.Named("outcome"u8)) outcome = reader.Text();
            else if (reader.Named("value"u8)) value = ValueJson.Read(ref reader, json);
            else if (reader.Named("lasting"u8)) (lasting, isFaulty) = (reader.Text(), true);
            else if (reader.Named("argument"u8)) argument = reader.Text();
            else if (reader.Named("because"u8)) because = reader.Text();
            else if (reader.Named("changes"u8)) changes = ReadChanges(ref reader);
            else reader.SkipProperty();
        }

        return new(outcome, value ?? throw new JsonException("An outcome needs its result."), changes)
        {
            Fault = isFaulty ? new(lasting, argument, because) : null,
        };
    }

    private static void Write(ref SessionJsonWriter writer, ImmutableArray<RecordChange> changes)
    {
        writer.Name("changes"u8);
        writer.Begin('[');
        foreach (var change in changes)
        {
            writer.Begin('{');
            writer.Text("kind"u8, change.Kind);
            writer.Text("key"u8, change.Key);
            writer.Text("version"u8, change.ExpectedVersion.ToString(CultureInfo.InvariantCulture));
            if (change.Body is { } body) writer.Text("body"u8, body);
            if (change.Lookup is { } lookup)
            {
                writer.Name("lookup"u8);
                writer.Begin('[');
                foreach (var (name, value) in lookup)
                {
                    writer.Text(name);
                    writer.Text(value);
                }

                writer.End(']');
            }

            writer.End('}');
        }

        writer.End(']');
    }

    private static ImmutableArray<RecordChange> ReadChanges(ref SessionJsonReader reader)
    {
        var changes = ImmutableArray.CreateBuilder<RecordChange>();
        reader.Begin('[', "Changes of records");
        while (reader.NextItem())
        {
            var change = new RecordChange("", "", 0, null);
            reader.Begin('{', "A change of a record");
            while (reader.NextProperty())
            {
                if (reader.Named("kind"u8)) change = change with { Kind = reader.Text() };
                else if (reader.Named("key"u8)) change = change with { Key = reader.Text() };
                else if (reader.Named("version"u8)) change = change with { ExpectedVersion = long.Parse(reader.Text(), CultureInfo.InvariantCulture) };
                else if (reader.Named("body"u8)) change = change with { Body = reader.Text() };
                else if (reader.Named("lookup"u8)) change = change with { Lookup = ReadLookup(ref reader) };
                else reader.SkipProperty();
            }

            changes.Add(change);
        }

        return changes.DrainToImmutable();
    }

    private static List<KeyValuePair<string, string>> ReadLookup(ref SessionJsonReader reader)
    {
        var (lookup, name) = (new List<KeyValuePair<string, string>>(), default(string));
        reader.Begin('[', "What a record is found by");
        while (reader.NextItem())
        {
            var text = reader.Text();
            if (name is not null) lookup.Add(new(name, text));
            name = name is null ? text : null;
        }

        return lookup;
    }
}

using System.Collections.Immutable;
using Bot.Engine.Sessions;

namespace Bot.Engine.Serialization;

/// <summary>What a session knows of its person's other addresses, and of the conversation that lay under one.</summary>
internal static class PersonJson
{
    public static void WriteAliases(ref SessionJsonWriter writer, ImmutableArray<string> aliases)
    {
        writer.Name("aliases"u8);
        writer.Begin('[');
        foreach (var alias in aliases)
        {
            writer.Begin('{');
            writer.Text("address"u8, alias);
            writer.End('}');
        }

        writer.End(']');
    }

    public static ImmutableArray<string> ReadAliases(ref SessionJsonReader reader)
    {
        var aliases = ImmutableArray.CreateBuilder<string>();
        reader.Begin('[', "A list of addresses");
        while (reader.NextItem())
        {
            reader.Begin('{', "An address");
            while (reader.NextProperty())
            {
                if (reader.Named("address"u8)) aliases.Add(reader.Text());
                else reader.SkipProperty();
            }
        }

        return aliases.DrainToImmutable();
    }

    public static void WriteSetAside(ref SessionJsonWriter writer, ImmutableArray<SetAside> all)
    {
        writer.Name("setAside"u8);
        writer.Begin('[');
        foreach (var one in all)
        {
            writer.Begin('{');
            writer.Text("until"u8, one.Until);
            SessionJson.WriteFrames(ref writer, one.Frames);
            writer.End('}');
        }

        writer.End(']');
    }

    public static ImmutableArray<SetAside> ReadSetAside(ref SessionJsonReader reader, byte[] json)
    {
        var all = ImmutableArray.CreateBuilder<SetAside>();
        reader.Begin('[', "What is set aside");
        while (reader.NextItem())
        {
            var (until, frames) = ("", ImmutableArray<Frame>.Empty);
            reader.Begin('{', "Runs that are set aside");
            while (reader.NextProperty())
            {
                if (reader.Named("until"u8)) until = reader.Text();
                else if (reader.Named("frames"u8)) frames = SessionJson.ReadFrames(ref reader, json);
                else reader.SkipProperty();
            }

            all.Add(new(until, frames));
        }

        return all.DrainToImmutable();
    }
}

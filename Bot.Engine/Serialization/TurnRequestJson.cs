using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Serialization;

/// <summary>A request for a turn as it goes from one host to another, and back, exactly.</summary>
/// <remarks>Properties that are not known are passed over, so that hosts of two builds understand each other while one follows the other.</remarks>
public static class TurnRequestJson
{
    /// <summary>UTF-8.</summary>
    public static byte[] Write(TurnRequest request)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new SessionJsonWriter(output);
        writer.Begin('{');
        writer.Text("conversation"u8, request.Conversation);
        writer.Text("cause"u8, request.Cause);
        writer.Name("input"u8);
        InputJson.Write(ref writer, request.Input);
        if (request.Facts is { } facts) Write(ref writer, facts);
        if (request.Result is { } result) RoutedResultJson.Write(ref writer, result);
        writer.End('}');
        writer.Done();
        return output.WrittenSpan.ToArray();
    }

    /// <exception cref="JsonException">It is no request for a turn that this build knows.</exception>
    public static TurnRequest Read(byte[] utf8)
    {
        var reader = new SessionJsonReader(utf8);
        var (conversation, cause) = ("", "");
        var (facts, input, result) = (default(ConversationFacts), default(Input), default(CallResult));
        reader.Begin('{', "A request for a turn");
        while (reader.NextProperty())
        {
            if (reader.Named("conversation"u8)) conversation = reader.Text();
            else if (reader.Named("cause"u8)) cause = reader.Text();
            else if (reader.Named("input"u8)) input = InputJson.Read(ref reader, utf8);
            else if (reader.Named("facts"u8)) facts = ReadFacts(ref reader);
            else if (reader.Named("result"u8)) result = RoutedResultJson.Read(ref reader, utf8);
            else reader.SkipProperty();
        }

        return new(conversation, facts, input ?? throw new JsonException("A request for a turn needs its input."), result, cause);
    }

    private static void Write(ref SessionJsonWriter writer, ConversationFacts facts)
    {
        writer.Name("facts"u8);
        writer.Begin('{');
        writer.Text("channel"u8, facts.Channel);
        writer.Text("address"u8, facts.Address);
        writer.Text("name"u8, facts.Name);
        writer.Text("heard"u8, facts.LastHeard.ToString("O", CultureInfo.InvariantCulture));
        writer.Name("others"u8);
        writer.Begin('[');
        foreach (var other in facts.Others) writer.Text(other);
        writer.End(']');
        writer.End('}');
    }

    private static ConversationFacts ReadFacts(ref SessionJsonReader reader)
    {
        var (channel, address, name, heard) = ("", "", "", DateTimeOffset.UnixEpoch);
        var others = ImmutableArray.CreateBuilder<string>();
        reader.Begin('{', "What is known of a person");
        while (reader.NextProperty())
        {
            if (reader.Named("channel"u8)) channel = reader.Text();
            else if (reader.Named("address"u8)) address = reader.Text();
            else if (reader.Named("name"u8)) name = reader.Text();
            else if (reader.Named("heard"u8)) heard = Moment(reader.Text());
            else if (reader.Named("others"u8)) ReadOthers(ref reader, others);
            else reader.SkipProperty();
        }

        return new(channel, address, name, heard) { Others = others.DrainToImmutable() };
    }

    private static void ReadOthers(ref SessionJsonReader reader, ImmutableArray<string>.Builder others)
    {
        reader.Begin('[', "A list of addresses");
        while (reader.NextItem()) others.Add(reader.Text());
    }

    private static DateTimeOffset Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment) ? moment : throw new JsonException($"'{text}' is no moment.");
}

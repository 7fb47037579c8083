using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bot.Engine.Machine;

namespace Bot.Engine.Conversations;

/// <summary>A call that waits to be made, as JSON and back.</summary>
public static class CallJson
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = SessionJson.DepthLimit, SkipValidation = true };
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = SessionJson.DepthLimit };

    public static byte[] Write(CallRequest call)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, call.Id);
            writer.WriteString("operation"u8, call.Operation);
            writer.WriteBoolean("consequential"u8, call.Consequential);
            writer.WritePropertyName("arguments"u8);
            ValueJson.Write(writer, call.Arguments);
            writer.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    /// <exception cref="JsonException">It is not a call.</exception>
    public static CallRequest Read(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, ReaderOptions);
        reader.Begin(JsonTokenType.StartObject, "A call");
        var call = new CallRequest("", "", Slots.Empty, false);
        while (reader.NextProperty())
        {
            if (reader.Take("id"u8)) call = call with { Id = reader.Text() };
            else if (reader.Take("operation"u8)) call = call with { Operation = reader.Text() };
            else if (reader.Take("consequential"u8)) call = call with { Consequential = reader.GetBoolean() };
            else if (reader.Take("arguments"u8)) call = call with { Arguments = ValueJson.ReadSlots(ref reader) };
            else reader.SkipUnknown();
        }

        return call.Operation.Length > 0 ? call : throw new JsonException("A call needs its operation.");
    }
}

using System.Buffers;
using System.Text.Json;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;

namespace Bot.Engine.Serialization;

/// <summary>A call that waits to be made, as JSON and back.</summary>
public static class CallJson
{
    public static byte[] Write(CallRequest call)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new SessionJsonWriter(output);
        writer.Begin('{');
        writer.Text("id"u8, call.Id);
        writer.Text("operation"u8, call.Operation);
        writer.Flag("consequential"u8, call.Consequential);
        if (call.FlowsVersion != 0) writer.Number("flowsVersion"u8, call.FlowsVersion);
        writer.Name("arguments"u8);
        ValueJson.Write(ref writer, call.Arguments);
        writer.End('}');
        writer.Done();
        return output.WrittenSpan.ToArray();
    }

    /// <exception cref="JsonException">It is not a call.</exception>
    public static CallRequest Read(byte[] utf8)
    {
        var reader = new SessionJsonReader(utf8);
        var call = new CallRequest("", "", Slots.Empty, false);
        reader.Begin('{', "A call");
        while (reader.NextProperty())
        {
            if (reader.Named("id"u8)) call = call with { Id = reader.Text() };
            else if (reader.Named("operation"u8)) call = call with { Operation = reader.NameText() };
            else if (reader.Named("consequential"u8)) call = call with { Consequential = reader.Flag() };
            else if (reader.Named("flowsVersion"u8)) call = call with { FlowsVersion = reader.Number() };
            else if (reader.Named("arguments"u8)) call = call with { Arguments = SessionJsonText.ReadSlots(ref reader, utf8) };
            else reader.SkipProperty();
        }

        return call.Operation.Length > 0 ? call : throw new JsonException("A call needs its operation.");
    }
}

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
        var pen = new SessionJsonWriter(output);
        pen.Begin('{');
        pen.Text("id"u8, call.Id);
        pen.Text("operation"u8, call.Operation);
        pen.Flag("consequential"u8, call.Consequential);
        pen.Name("arguments"u8);
        ValueJson.Write(ref pen, call.Arguments);
        pen.End('}');
        pen.Done();
        return output.WrittenSpan.ToArray();
    }

    /// <exception cref="JsonException">It is not a call.</exception>
    public static CallRequest Read(byte[] utf8)
    {
        var scan = new SessionJsonReader(utf8);
        var call = new CallRequest("", "", Slots.Empty, false);
        scan.Begin('{', "A call");
        while (scan.NextProperty())
        {
            if (scan.Named("id"u8)) call = call with { Id = scan.Text() };
            else if (scan.Named("operation"u8)) call = call with { Operation = scan.NameText() };
            else if (scan.Named("consequential"u8)) call = call with { Consequential = scan.Flag() };
            else if (scan.Named("arguments"u8)) call = call with { Arguments = SessionJsonText.ReadSlots(ref scan, utf8) };
            else scan.SkipProperty();
        }

        return call.Operation.Length > 0 ? call : throw new JsonException("A call needs its operation.");
    }
}

using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Serialization;
using Bot.Engine.Sessions;

namespace Bot.Engine.Conversations;

/// <summary>A call of which nothing told what became of it, kept until a person has found out; a record of the kind <see cref="Kind"/>.</summary>
/// <param name="At">When the turn asked for it, UTC.</param>
/// <param name="Request">What was called, with its arguments. Personal.</param>
/// <param name="Run">The run that waited for it, as it stood.</param>
/// <param name="Why">Why it could not be told, for an operator.</param>
public sealed record UndecidedCall(string Conversation, string Channel, string Address, string Language, DateTimeOffset At, CallRequest Request, Frame Run,
    string Why)
{
    /// <summary>Name of the record kind; the key is what stands behind <see cref="LetterPrefix"/> in the id of its letter.</summary>
    public const string Kind = "undecided";

    /// <summary>What the id of a letter about an undecided call begins with; the id of the call follows, or another one of its operation's.</summary>
    public const string LetterPrefix = "decision.";

    /// <summary>The call as its operation takes it.</summary>
    public Call Call => new(Request.Id, Request.Operation, Request.Arguments, new(Conversation, Channel, Address, At, Language));

    /// <exception cref="JsonException">It is no such record.</exception>
    public static UndecidedCall Read(StoredRecord stored)
    {
        var json = JsonNode.Parse(stored.Body) as JsonObject ?? throw new JsonException("An undecided call is an object.");
        var run = SessionJson.Read(Bytes(json["run"])).Top ?? throw new JsonException("An undecided call needs its run.");
        return new(Text("conversation"), Text("channel"), Text("address"), Text("language"), DateTimeOffset.Parse(Text("at"), CultureInfo.InvariantCulture),
            CallJson.Read(Bytes(json["call"])), run, Text("why"));

        string Text(string name) => (string?)json[name] ?? "";
    }

    /// <summary>The record; one that is there already is left as it is.</summary>
    /// <param name="letter">Id of its letter.</param>
    internal RecordChange Addition(string letter)
    {
        var run = new ArrayBufferWriter<byte>();
        SessionJson.Write(run, new() { Id = Request.Id, Frames = [Run] });
        var json = new JsonObject
        {
            ["conversation"] = Conversation, ["channel"] = Channel, ["address"] = Address, ["language"] = Language,
            ["at"] = At.ToString("O", CultureInfo.InvariantCulture), ["why"] = Why,
            ["call"] = JsonNode.Parse(CallJson.Write(Request)), ["run"] = JsonNode.Parse(run.WrittenSpan),
        };
        return new(Kind, letter[LetterPrefix.Length..], 0, json.ToJsonString());
    }

    private static byte[] Bytes(JsonNode? json) => JsonSerializer.SerializeToUtf8Bytes(json);
}

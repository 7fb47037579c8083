using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Values;

namespace Bot.Engine.Conversations;

/// <summary>A row of answers as it is stored: one record of the kind <see cref="Kind"/>, sealed like all of them.</summary>
public sealed record KeptResult
{
    /// <summary>Name of the record kind.</summary>
    public const string Kind = "result";

    /// <summary>The look-up by table.</summary>
    public const string TableLookup = "table";

    /// <summary>Unique among all rows.</summary>
    public required string Id { get; init; }

    public required string Table { get; init; }

    public required string Flow { get; init; }

    /// <summary>Hex SHA-256 of the flow's file.</summary>
    public required string FlowVersion { get; init; }

    /// <summary>Id of the session.</summary>
    public required string Session { get; init; }

    public required string Channel { get; init; }

    /// <summary>The person's address on the channel. Personal.</summary>
    public required string Address { get; init; }

    public required string Language { get; init; }

    /// <summary>When it was kept, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>By slot, in the order of the table: text, objects and lists.</summary>
    public required JsonObject Slots { get; init; }

    public static KeptResult Read(StoredRecord stored) => JsonSerializer.Deserialize(stored.Body, KeptResultJson.Default.KeptResult)!;

    internal static RecordChange Addition(KeptRow row, string conversation, ConversationFacts facts, string language, DateTimeOffset at)
    {
        var slots = new JsonObject();
        foreach (var (name, value) in row.Slots.Items) slots[name] = JsonOf(value);
        var kept = new KeptResult
        {
            Id = row.Id, Table = row.Table.Name, Flow = row.Flow.Name, FlowVersion = row.Flow.Hash,
            Session = row.Id.Split('.')[0],
            Channel = facts.Channel.Length > 0 ? facts.Channel : conversation.Split(':')[0],
            Address = facts.Address, Language = language, At = at, Slots = slots,
        };
        return new(Kind, row.Id, 0, JsonSerializer.Serialize(kept, KeptResultJson.Default.KeptResult), [new(TableLookup, row.Table.Name)]);
    }

    /// <summary>What a slot's JSON holds, as a value.</summary>
    internal static Value ValueOf(JsonNode? node) => node switch
    {
        JsonObject fields => new RecordValue([.. fields.Select(field => KeyValuePair.Create(field.Key, ValueOf(field.Value)))]),
        JsonArray items => Value.List(items.Select(ValueOf)),
        null => Value.Of(""),
        _ => Value.Of(node.ToString()),
    };

    private static JsonNode JsonOf(Value value) => value switch
    {
        RecordValue record => new JsonObject(
            record.Fields.DistinctBy(field => field.Key).Select(field => KeyValuePair.Create(field.Key, (JsonNode?)JsonOf(field.Value)))),
        ListValue list => new JsonArray([.. list.Items.Select(JsonOf)]),
        _ => JsonValue.Create(value.Text),
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(KeptResult))]
internal sealed partial class KeptResultJson : JsonSerializerContext;

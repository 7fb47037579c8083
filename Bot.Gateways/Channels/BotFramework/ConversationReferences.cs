using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Engine.Abstractions;

namespace Bot.Gateways.Channels.BotFramework;

/// <summary>How each person can be reached, kept as records: the service's address and the ids of conversation, person and bot there.</summary>
internal sealed class ConversationReferences(IRecordStore records)
{
    private const string Kind = "botframework-conversation";
    private const int MostTries = 5;

    /// <summary>By the person's address; null for an address that was never heard from.</summary>
    public async Task<StoredReference?> FindAsync(string address, CancellationToken cancel) =>
        await records.FindAsync(Kind, address, cancel).ConfigureAwait(false) is { } found ? Parse(found) : null;

    /// <summary>Writes it where it is new or has changed.</summary>
    public async Task SaveAsync(string address, StoredReference reference, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var found = await records.FindAsync(Kind, address, cancel).ConfigureAwait(false);
            if (found is not null && Parse(found) == reference) return;

            var body = JsonSerializer.Serialize(reference, ReferenceJsonContext.Default.StoredReference);
            if (await records.ChangeAsync([new(Kind, address, found?.Version ?? 0, body)], cancel).ConfigureAwait(false)) return;
        }

        // Each time another activity of the same person was faster, and told the same.
    }

    private static StoredReference Parse(StoredRecord record) =>
        JsonSerializer.Deserialize(record.Body, ReferenceJsonContext.Default.StoredReference) ?? throw new InvalidDataException("A conversation reference is empty.");
}

/// <summary>A conversation reference as it is stored.</summary>
/// <param name="ServiceUrl">Where the service takes activities for this conversation.</param>
/// <param name="ChannelId">The service's name: <c>msteams</c>, <c>emulator</c>.</param>
/// <param name="Conversation">Its id at the service.</param>
/// <param name="IsGroup">More people than this one read it.</param>
/// <param name="User">The person's id at the service.</param>
/// <param name="Bot">The bot's id at the service.</param>
/// <param name="Tenant">The conversation's tenant; empty outside of Teams.</param>
internal sealed record StoredReference(string ServiceUrl, string ChannelId, string Conversation, bool IsGroup, string User, string Bot, string Tenant)
{
    /// <summary>That of an activity; null where it lacks what an answer needs.</summary>
    public static StoredReference? Of(JsonElement activity)
    {
        var (service, conversation) = (activity.Text("serviceUrl"), activity.At("conversation"));
        return service.Length > 0 && conversation.Text("id") is { Length: > 0 } id
            ? new(service, activity.Text("channelId"), id, conversation.At("isGroup").ValueKind == JsonValueKind.True, activity.At("from").Text("id"),
                activity.At("recipient").Text("id"), conversation.Text("tenantId"))
            : null;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StoredReference))]
internal sealed partial class ReferenceJsonContext : JsonSerializerContext;

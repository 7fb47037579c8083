using System.Buffers;
using System.Text.Json;
using Bot.Engine.Abstractions;

namespace Bot.Gateways.Channels.MetaCloud;

/// <summary>Reads what a message costs: the <c>pricing</c> of statuses, and Gupshup's billing events.</summary>
internal static class MetaPrices
{
    /// <summary><c>authentication_international</c> has 28 letters.</summary>
    private const int LongestWord = 40;

    private static readonly SearchValues<char> WordSigns = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

    /// <summary>A message is charged when it is delivered; an earlier status tells the same price once more.</summary>
    public static MessagePrice? Of(JsonElement pricing, DeliveryStatus status) =>
        status is DeliveryStatus.Delivered or DeliveryStatus.Read ? Read(pricing) : null;

    /// <summary>A billing event of Gupshup: <c>deductions</c> and the <c>references</c> of its message; null when it is none.</summary>
    /// <param name="holder">Holds both, itself or under <c>billing</c>.</param>
    public static StatusChanged? Billed(string channel, JsonElement holder, DateTimeOffset at)
    {
        var billing = holder.At("deductions").ValueKind == JsonValueKind.Object ? holder : holder.At("billing");
        var references = billing.At("references");
        var (sent, id) = (references.Text("gsId", "gs_id"), references.Text("id"));
        var key = sent.Length > 0 ? sent : id;
        return key.Length > 0 && Read(billing.At("deductions")) is { } price
            ? new StatusChanged(channel, at, key, id == key ? "" : id, "", DeliveryStatus.Sent, null) { Price = price }
            : null;
    }

    private static MessagePrice? Read(JsonElement pricing) => pricing.Text("category") is { Length: > 0 } category
        ? new(pricing.At("billable").ValueKind == JsonValueKind.True, Word(category), Word(pricing.Text("type")))
        : null;

    /// <summary>A word of the provider's, which is counted by; what is none is counted as one, so that no body makes figures without end.</summary>
    private static string Word(string wire) => wire.Length <= LongestWord && !wire.AsSpan().ContainsAnyExcept(WordSigns) ? wire : "other";
}

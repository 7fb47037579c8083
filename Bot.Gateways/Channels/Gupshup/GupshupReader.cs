using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Gateways.Channels.MetaCloud;

namespace Bot.Gateways.Channels.Gupshup;

/// <summary>Reads Gupshup's webhook: its own form (v2), one event in a body, or Meta's envelope with Gupshup's ids in it (v3).</summary>
internal sealed class GupshupReader(TimeProvider clock)
{
    private const string Channel = GupshupChannel.ChannelName;

    private readonly MetaReader _envelope = new(Channel, GupshupErrors.Delivery, clock);

    public IEnumerable<ChannelEvent> Read(JsonElement root) =>
        root.Text("gs_app_id").Length > 0 || root.Text("object").Length > 0 ? _envelope.Read(root) : [One(root)];

    private ChannelEvent One(JsonElement root)
    {
        var payload = root.At("payload");
        var at = WireTime.Read(root.Text("timestamp")) ?? clock.GetUtcNow();
        return root.Text("type") switch
        {
            "message" => Message(payload, at),
            "message-event" => Status(payload, WireTime.Read(payload.At("payload").Text("ts")) ?? at),
            var other => new EventIgnored(Channel, at, WebhookBody.Kind(other, "event")),
        };
    }

    private static ChannelEvent Message(JsonElement payload, DateTimeOffset at)
    {
        if (payload.Text("id") is not { Length: > 0 } id)
            return new EventIgnored(Channel, at, "message without id");

        var sender = payload.At("sender");
        var from = ChannelAddress.Person(sender.Text("phone"), payload.Text("source"), sender.Text("userId"));
        if (from.Length == 0)
            return new EventIgnored(Channel, at, "message without sender");
        return new MessageReceived(Channel, at, id, from, WebhookBody.Name(sender.Text("name")), GupshupMessages.Content(payload));
    }

    private static ChannelEvent Status(JsonElement payload, DateTimeOffset at)
    {
        var word = payload.Text("type");
        if (Moved(word) is not { } moved)
            return new EventIgnored(Channel, at, WebhookBody.Kind(word, "message-event"));

        // The id from sending is gsId, or id where that is missing: "enqueued" and a failure at once have no other.
        var (id, sent) = (payload.Text("id"), payload.Text("gsId"));
        var key = sent.Length > 0 ? sent : id;
        if (key.Length == 0)
            return new EventIgnored(Channel, at, "status without id");

        var inner = payload.At("payload");
        var other = moved == DeliveryStatus.Queued && inner.Text("whatsappMessageId") is { Length: > 0 } whatsApp ? whatsApp : id;
        return new StatusChanged(Channel, at, key, other == key ? "" : other, "", moved,
            moved == DeliveryStatus.Failed ? GupshupErrors.Delivery(inner.Text("code")) : null);
    }

    private static DeliveryStatus? Moved(string word) => word switch
    {
        "enqueued" => DeliveryStatus.Queued,
        "sent" => DeliveryStatus.Sent,
        "delivered" => DeliveryStatus.Delivered,
        "read" or "played" => DeliveryStatus.Read,
        "failed" => DeliveryStatus.Failed,
        _ => null,
    };
}

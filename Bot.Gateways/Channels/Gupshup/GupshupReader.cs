using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Gateways.Channels.MetaCloud;

namespace Bot.Gateways.Channels.Gupshup;

/// <summary>Reads Gupshup's webhook: its own form (v2), one event in a body, or Meta's envelope with Gupshup's ids in it (v3).</summary>
internal sealed class GupshupReader(GupshupOptions options, TimeProvider clock)
{
    private const string First = GupshupApp.First;

    private readonly string[] _all = [First, .. GupshupApp.More(options).Select(app => app.Channel)];

    public IEnumerable<ChannelEvent> Read(JsonElement root)
    {
        if (root.Text("gs_app_id").Length == 0 && root.Text("object").Length == 0) return [One(root)];

        var appId = root.Text("gs_app_id");
        return new MetaReader(First, value => GupshupApp.WrittenTo(options, appId, value.At("metadata").Text("display_phone_number")), _all,
            GupshupErrors.Delivery, clock).Read(root);
    }

    private ChannelEvent One(JsonElement root)
    {
        var payload = root.At("payload");
        var at = WireTime.Read(root.Text("timestamp")) ?? clock.GetUtcNow();
        if (GupshupApp.WrittenTo(options, root.Text("app")) is not { } channel)
            return new EventIgnored(First, at, "what was written to another app");

        var type = root.Text("type");
        return type switch
        {
            "message" => Message(channel, payload, at),
            "message-event" => Status(channel, payload, WireTime.Read(payload.At("payload").Text("ts")) ?? at),
            "billing-event" when MetaPrices.Billed(channel, payload, at) is { } billed => billed,
            "user-event" or "preference-event" when Subscription(channel, payload, at) is { } subscription => subscription,
            _ => new EventIgnored(channel, at, WebhookBody.Kind(type, "event")),
        };
    }

    private static ChannelEvent Message(string channel, JsonElement payload, DateTimeOffset at)
    {
        if (payload.Text("id") is not { Length: > 0 } id)
            return new EventIgnored(channel, at, "message without id");

        var sender = payload.At("sender");
        var from = ChannelAddress.Person(sender.Text("phone"), payload.Text("source"), sender.Text("userId"));
        return from.Length == 0
            ? ChannelAddress.Unreachable(channel, at)
            : new MessageReceived(channel, at, id, from, WebhookBody.Name(sender.Text("name")), new GupshupMessages(channel).Content(payload))
            {
                Others = ChannelAddress.Others(from, sender.Text("userId")),
            };
    }

    /// <summary>The person opted in or out, of all messages or of marketing alone; null for the event that tries the webhook.</summary>
    private static SubscriptionChanged? Subscription(string channel, JsonElement payload, DateTimeOffset at)
    {
        var who = ChannelAddress.Person(payload.Text("phone", "destination", "wa_id"), payload.Text("userId", "user_id"));
        if (who.Length == 0) return null;

        return payload.Text("type", "value") switch
        {
            "opted-out" => new(channel, at, who, Subscribed: false, MarketingOnly: false),
            "opted-in" => new(channel, at, who, Subscribed: true, MarketingOnly: false),
            "stop" => new(channel, at, who, Subscribed: false, MarketingOnly: true),
            "resume" => new(channel, at, who, Subscribed: true, MarketingOnly: true),
            _ => null,
        };
    }

    private static ChannelEvent Status(string channel, JsonElement payload, DateTimeOffset at)
    {
        var word = payload.Text("type");
        if (MetaDelivery.Of(word) is not { } moved)
            return new EventIgnored(channel, at, WebhookBody.Kind(word, "message-event"));

        // The id from sending is gsId, or id where that is missing: "enqueued" and a failure at once have no other.
        var (id, sent) = (payload.Text("id"), payload.Text("gsId"));
        var key = sent.Length > 0 ? sent : id;
        if (key.Length == 0)
            return new EventIgnored(channel, at, "status without id");

        var inner = payload.At("payload");
        var other = moved == DeliveryStatus.Queued && inner.Text("whatsappMessageId") is { Length: > 0 } whatsApp ? whatsApp : id;
        return new StatusChanged(channel, at, key, other == key ? "" : other, "", moved,
            moved == DeliveryStatus.Failed ? GupshupErrors.Delivery(inner.Text("code")) : null)
        {
            Price = MetaPrices.Of(payload.At("pricing"), moved),
        };
    }
}

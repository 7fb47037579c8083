using System.Text.Json;
using Bot.Engine.Abstractions;

namespace Bot.Gateways.Channels.Interakt;

/// <summary>Reads Interakt's webhook: one event in a body, named by <c>type</c>.</summary>
internal sealed class InteraktReader(TimeProvider clock)
{
    private const string Channel = InteraktChannel.ChannelName;

    public IEnumerable<ChannelEvent> Read(JsonElement root) => [One(root)];

    private ChannelEvent One(JsonElement root)
    {
        var type = root.Text("type");
        var data = root.At("data");
        if (type == "message_received")
            return Message(data, root.Text("timestamp"));
        if (Moved(type) is { } moved)
            return Status(type, moved, data.At("message"), root.Text("timestamp"));
        return new EventIgnored(Channel, At(root.Text("timestamp")), WebhookBody.Kind(type, "event"));
    }

    private ChannelEvent Message(JsonElement data, string sent)
    {
        var message = data.At("message");
        var at = At(message.Text("received_at_utc"), sent);
        if (message.Text("chat_message_type") is { Length: > 0 } author && author != "CustomerMessage")
            return new EventIgnored(Channel, at, WebhookBody.Kind(author, ""));
        if (message.Text("id") is not { Length: > 0 } id)
            return new EventIgnored(Channel, at, "message without id");

        var customer = data.At("customer");
        var number = customer.Text("phone_number") is { Length: > 0 } national ? customer.Text("country_code") + national : "";
        var from = ChannelAddress.Person(customer.Text("channel_phone_number"), number);
        // Interakt has no way to a user id.
        if (ChannelAddress.Phone(from).Length == 0)
            return ChannelAddress.Unreachable(Channel, at);
        return new MessageReceived(Channel, at, id, from, WebhookBody.Name(customer.At("traits").Text("name")), InteraktMessages.Content(message));
    }

    private ChannelEvent Status(string type, DeliveryStatus moved, JsonElement message, string sent)
    {
        var at = moved switch
        {
            DeliveryStatus.Delivered => At(message.Text("delivered_at_utc"), sent),
            DeliveryStatus.Read => At(message.Text("seen_at_utc"), sent),
            _ => At(sent),
        };
        var id = message.Text("id");
        var reference = message.At("meta_data").At("source_data").Text("callback_data");

        // A campaign from the dashboard is not ours, and there may be a hundred thousand of them.
        if (reference.Length == 0 && type.StartsWith("message_campaign", StringComparison.Ordinal))
            return new EventIgnored(Channel, at, WebhookBody.Kind(type, ""));
        if (id.Length == 0)
            return new EventIgnored(Channel, at, "status without id");
        return new StatusChanged(Channel, at, id, "", reference, moved, moved == DeliveryStatus.Failed ? InteraktErrors.Delivery(message.Text("channel_error_code")) : null);
    }

    private static DeliveryStatus? Moved(string type) => type switch
    {
        "message_api_sent" or "message_campaign_sent" => DeliveryStatus.Sent,
        "message_api_delivered" or "message_campaign_delivered" => DeliveryStatus.Delivered,
        "message_api_read" or "message_campaign_read" => DeliveryStatus.Read,
        "message_api_failed" or "message_campaign_failed" => DeliveryStatus.Failed,
        _ => null,
    };

    private DateTimeOffset At(params ReadOnlySpan<string> texts) => WireTime.Read(texts) ?? clock.GetUtcNow();
}

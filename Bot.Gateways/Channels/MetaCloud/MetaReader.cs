using System.Text.Json;
using Bot.Engine.Abstractions;

namespace Bot.Gateways.Channels.MetaCloud;

/// <summary>
/// Reads Meta's webhook envelope: <c>entry[].changes[].value</c> with messages, statuses or errors. Gupshup's v3 webhook is the same envelope, so the name of
/// the channel and its codes are given.
/// </summary>
internal sealed class MetaReader(string channel, Func<string, SendFailure> failure, TimeProvider clock)
{
    private readonly MetaMessages _messages = new(channel);

    public IEnumerable<ChannelEvent> Read(JsonElement root) =>
        root.Items("entry").SelectMany(entry => entry.Items("changes")).SelectMany(Change);

    private IEnumerable<ChannelEvent> Change(JsonElement change)
    {
        var value = change.At("value");
        var field = change.Text("field");
        if (field is not ("messages" or ""))
        {
            yield return Ignored(field);
            yield break;
        }

        var heard = false;
        var contacts = new MetaContacts(value);
        foreach (var message in value.Items("messages"))
        {
            heard = true;
            yield return Message(message, contacts);
        }

        foreach (var status in value.Items("statuses"))
        {
            heard = true;
            yield return Status(status);
        }

        if (value.Items("errors").Any())
            yield return Ignored("errors");
        else if (!heard)
            yield return Ignored(WebhookBody.Kind(field, "change"));
    }

    private ChannelEvent Message(JsonElement message, MetaContacts contacts)
    {
        var at = WireTime.Read(message.Text("timestamp")) ?? clock.GetUtcNow();
        if (message.Text("group_id").Length > 0)
            return new EventIgnored(channel, at, "group message");
        if (message.Text("id") is not { Length: > 0 } id)
            return new EventIgnored(channel, at, "message without id");

        var contact = contacts.Of(message);
        var from = ChannelAddress.Person(message.Text("from"), contact.Text("wa_id"), message.Text("from_user_id"), contact.Text("user_id"));
        if (from.Length == 0)
            return new EventIgnored(channel, at, "message without sender");
        return new MessageReceived(channel, at, id, from, WebhookBody.Name(contact.At("profile").Text("name")), _messages.Content(message));
    }

    private ChannelEvent Status(JsonElement status)
    {
        var at = WireTime.Read(status.Text("timestamp")) ?? clock.GetUtcNow();
        var word = status.Text("status", "type");
        if (status.Text("recipient_type") == "group")
            return new EventIgnored(channel, at, "group status");
        if (Moved(word) is not { } moved)
            return new EventIgnored(channel, at, WebhookBody.Kind(word, "status"));

        var (id, gupshupId) = (status.Text("id"), status.Text("gs_id"));
        var key = gupshupId.Length > 0 ? gupshupId : id;
        if (key.Length == 0)
            return new EventIgnored(channel, at, "status without id");
        return new StatusChanged(channel, at, key, id == key ? "" : id, status.Text("biz_opaque_callback_data"), moved, moved == DeliveryStatus.Failed ? failure(Code(status)) : null);
    }

    // A voice note that was played has been read.
    private static DeliveryStatus? Moved(string word) => word switch
    {
        "enqueued" => DeliveryStatus.Queued,
        "sent" => DeliveryStatus.Sent,
        "delivered" => DeliveryStatus.Delivered,
        "read" or "played" => DeliveryStatus.Read,
        "failed" => DeliveryStatus.Failed,
        _ => null,
    };

    private static string Code(JsonElement status) =>
        status.Items("errors").FirstOrDefault().Text("code") is { Length: > 0 } code ? code : status.Text("code");

    private EventIgnored Ignored(string kind) => new(channel, clock.GetUtcNow(), WebhookBody.Kind(kind, "change"));
}

using System.Text.Json;
using Bot.Engine.Abstractions;

namespace Bot.Gateways.Channels.MetaCloud;

/// <summary>Reads one <c>value</c> of the envelope, which is about one number: messages, statuses, what its owner wrote, what people want.</summary>
/// <param name="channel">The number's channel.</param>
internal sealed class MetaValue(string channel, Func<string, SendFailure> failure, TimeProvider clock)
{
    private readonly MetaMessages _messages = new(channel);

    public IEnumerable<ChannelEvent> Read(string field, JsonElement value)
    {
        var contacts = new MetaContacts(value);
        var events = value.Items("messages").Select(message => Message(message, contacts))
            .Concat(value.Items("statuses").Select(Status))
            .Concat(value.Items("message_echoes").Select(Echo))
            .Concat(value.Items("user_preferences").Select(Preference));
        var heard = false;
        foreach (var happened in events)
        {
            heard = true;
            yield return happened;
        }

        foreach (var fault in value.Items("errors").Take(1)) yield return Fault(failure(fault.Text("code")));
        if (MetaPrices.Billed(channel, value, clock.GetUtcNow()) is { } billed) yield return billed;
        else if (!heard && !value.Items("errors").Any()) yield return Ignored(WebhookBody.Kind(field, "change"));
    }

    private ChannelEvent Message(JsonElement message, MetaContacts contacts)
    {
        var at = At(message);
        if (message.Text("group_id").Length > 0)
            return new EventIgnored(channel, at, "group message");
        if (message.Text("id") is not { Length: > 0 } id)
            return new EventIgnored(channel, at, "message without id");

        if (message.Text("type") == "system" && Changed(id, at, message) is { } changed)
            return changed;

        var contact = contacts.Of(message);
        var from = ChannelAddress.Person(message.Text("from"), contact.Text("wa_id"), message.Text("from_user_id"), contact.Text("user_id"));
        if (from.Length == 0 && message.Text("type") == "system")
            return new EventIgnored(channel, at, "system message without sender");
        if (from.Length == 0)
            return ChannelAddress.Unreachable(channel, at);
        return new MessageReceived(channel, at, id, from, WebhookBody.Name(contact.At("profile").Text("name")), _messages.Content(message))
        {
            Others = ChannelAddress.Others(from, message.Text("from_user_id"), contact.Text("user_id"), message.Text("from_parent_user_id"),
                contact.Text("parent_user_id")),
        };
    }

    /// <summary>The person has another number or user id; null for what else the system tells.</summary>
    private IdentityChanged? Changed(string id, DateTimeOffset at, JsonElement message)
    {
        var system = message.At("system");
        if (system.Text("type") is not ("user_changed_number" or "user_changed_user_id")) return null;

        var (before, number, userId, parent) = (ChannelAddress.Phone(message.Text("from")), system.Text("wa_id", "new_wa_id"), system.Text("user_id"), system.Text("parent_user_id"));
        var now = ChannelAddress.Person(number, userId);
        var others = ChannelAddress.Others(now, message.Text("from"), system.Text("previous_user_id"), system.Text("previous_parent_user_id"), userId, parent);
        if (before.Length > 0 && before != now) others = others.Insert(0, before);
        return now.Length > 0 && !others.IsEmpty ? new(channel, at, id, now, others) : null;
    }

    private ChannelEvent Status(JsonElement status)
    {
        var at = At(status);
        var word = status.Text("status", "type");
        if (status.Text("recipient_type") == "group")
            return new EventIgnored(channel, at, "group status");
        if (MetaDelivery.Of(word) is not { } moved)
            return new EventIgnored(channel, at, WebhookBody.Kind(word, "status"));

        var (id, gupshupId) = (status.Text("id"), status.Text("gs_id"));
        var key = gupshupId.Length > 0 ? gupshupId : id;
        if (key.Length == 0)
            return new EventIgnored(channel, at, "status without id");
        return new StatusChanged(channel, at, key, id == key ? "" : id, status.Text("biz_opaque_callback_data"), moved,
            moved == DeliveryStatus.Failed ? failure(Code(status)) : null)
        {
            Price = MetaPrices.Of(status.At("pricing"), moved),
        };
    }

    private ChannelEvent Echo(JsonElement echo)
    {
        var to = ChannelAddress.Person(echo.Text("to"), echo.Text("to_user_id"));
        return echo.Text("id") is { Length: > 0 } id && to.Length > 0
            ? new OwnerWrote(channel, At(echo), id, to) { Others = ChannelAddress.Others(to, echo.Text("to_user_id")) }
            : new EventIgnored(channel, At(echo), "smb_message_echoes");
    }

    private ChannelEvent Preference(JsonElement preference)
    {
        var (who, word) = (ChannelAddress.Person(preference.Text("wa_id"), preference.Text("user_id")), preference.Text("value"));
        return who.Length > 0 && word is "stop" or "resume"
            ? new SubscriptionChanged(channel, At(preference), who, Subscribed: word == "resume", MarketingOnly: preference.Text("category") is "" or "marketing_messages")
            : new EventIgnored(channel, At(preference), "user_preferences");
    }

    private ChannelEvent Fault(SendFailure fault) => fault.Action == FailureAction.FixSettings
        ? new AccountChanged(channel, clock.GetUtcNow(), fault.Scope, "", fault)
        : Ignored("errors");

    private static string Code(JsonElement status) =>
        status.Items("errors").FirstOrDefault().Text("code") is { Length: > 0 } code ? code : status.Text("code");

    private DateTimeOffset At(JsonElement happened) => WireTime.Read(happened.Text("timestamp")) ?? clock.GetUtcNow();

    private EventIgnored Ignored(string kind) => new(channel, clock.GetUtcNow(), kind);
}

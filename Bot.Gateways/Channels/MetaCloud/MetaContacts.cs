using System.Text.Json;

namespace Bot.Gateways.Channels.MetaCloud;

/// <summary>The senders of a batch, which Meta lists apart from the messages; found by number or user id.</summary>
internal sealed class MetaContacts
{
    private readonly Dictionary<string, JsonElement> _byAddress = [];
    private readonly JsonElement _only;

    public MetaContacts(JsonElement value)
    {
        var contacts = value.Items("contacts").Take(WebhookBody.MaxEvents).ToList();
        foreach (var contact in contacts)
        {
            _byAddress.TryAdd(contact.Text("wa_id"), contact);
            _byAddress.TryAdd(contact.Text("user_id"), contact);
        }

        _byAddress.Remove("");

        // One contact and one message belong together, even if neither names the other.
        if (contacts.Count == 1 && value.Items("messages").Take(2).Count() == 1)
            _only = contacts[0];
    }

    /// <summary>Who sent the message; an undefined element when no contact is listed for it.</summary>
    public JsonElement Of(JsonElement message) =>
        _byAddress.TryGetValue(message.Text("from"), out var known) || _byAddress.TryGetValue(message.Text("from_user_id"), out known) ? known : _only;
}

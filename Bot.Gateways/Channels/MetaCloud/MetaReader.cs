using System.Text.Json;
using Bot.Engine.Abstractions;

namespace Bot.Gateways.Channels.MetaCloud;

/// <summary>
/// Reads Meta's webhook envelope: <c>entry[].changes[].value</c> with messages, statuses or errors. Gupshup's v3 webhook is the same envelope, so the name of
/// the provider's first channel and its codes are given.
/// </summary>
/// <param name="writtenTo">The channel of the number that a <c>value</c> was written to; null when that is none of this installation.</param>
/// <param name="all">The provider's channels: what happens to the account happens to all of them.</param>
internal sealed class MetaReader(string channel, Func<JsonElement, string?> writtenTo, IReadOnlyList<string> all, Func<string, SendFailure> failure,
    TimeProvider clock)
{
    public IEnumerable<ChannelEvent> Read(JsonElement root) =>
        root.Items("entry").SelectMany(entry => entry.Items("changes")).SelectMany(Change);

    private IEnumerable<ChannelEvent> Change(JsonElement change)
    {
        var value = change.At("value");
        var field = change.Text("field");
        if (MetaAccount.Read(field, value, all, clock.GetUtcNow()) is { Count: > 0 } account) return account;
        if (field is not ("messages" or "" or "smb_message_echoes" or "user_preferences" or "billing-event")) return [Ignored(field)];
        if (writtenTo(value) is not { } to) return [Ignored("what was written to another number")];

        return new MetaValue(to, failure, clock).Read(field, value);
    }

    private EventIgnored Ignored(string kind) => new(channel, clock.GetUtcNow(), WebhookBody.Kind(kind, "change"));
}

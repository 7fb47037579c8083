using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Engine.Abstractions;

namespace Bot.Engine.Conversations;

/// <summary>
/// Who wants no messages from which business number: a record of kind <c>subscription</c>, whose key is a keyed hash of the person's identity on a channel and
/// of the business number, so that the record does not tell who it is about.
/// </summary>
/// <remarks>It holds templates and notices back. Answers inside the 24-hour window go on: the person writes.</remarks>
public sealed class Subscriptions(IRecordStore records, ISecrets secrets, IReadOnlyDictionary<string, IChannel> channels, TimeProvider clock)
{
    internal const string Kind = "subscription";

    private const int ConflictLimit = 20;

    /// <summary>Whether a message may not go to a person. Marketing alone holds back everything but one-time codes, which are never marketing.</summary>
    public async Task<bool> RefusesAsync(string channel, string address, OutboundMessage message, CancellationToken cancel)
    {
        if (message is not TemplateMessage template) return false;

        var stands = await FindAsync(KeyOf(channel, address), cancel).ConfigureAwait(false);
        return stands.State.Stopped || (stands.State.StoppedMarketing && !template.Authentication);
    }

    /// <summary>The change by which a person's own word takes effect, to be committed with the turn that answers it; null when it changes nothing.</summary>
    public async Task<RecordChange?> ChangeAsync(string channel, string address, bool subscribes, CancellationToken cancel)
    {
        var key = KeyOf(channel, address);
        var (state, version) = await FindAsync(key, cancel).ConfigureAwait(false);
        return ChangeOf(key, version, state, subscribes ? new(false, false, clock.GetUtcNow()) : state with { Stopped = true, At = clock.GetUtcNow() });
    }

    /// <summary>What the provider says that a person wants.</summary>
    public async Task SetAsync(SubscriptionChanged changed, CancellationToken cancel)
    {
        var key = KeyOf(changed.Channel, changed.Address);
        for (var tries = 0; tries < ConflictLimit; tries++)
        {
            var (state, version) = await FindAsync(key, cancel).ConfigureAwait(false);
            var next = changed.MarketingOnly
                ? state with { StoppedMarketing = !changed.Subscribed, At = changed.At }
                : new(!changed.Subscribed, state.StoppedMarketing && !changed.Subscribed, changed.At);

            // Events come in any order: an older one does not undo a newer.
            if (changed.At < state.At || ChangeOf(key, version, state, next) is not { } change) return;
            if (await records.ChangeAsync([change], cancel).ConfigureAwait(false)) return;
        }

        throw new InvalidOperationException($"A record of kind {Kind} changed {ConflictLimit} times under us.");
    }

    private static RecordChange? ChangeOf(string key, long version, Subscription before, Subscription next) =>
        (next.Stopped, next.StoppedMarketing) == (before.Stopped, before.StoppedMarketing)
            ? null
            : new(Kind, key, version, JsonSerializer.Serialize(next, SubscriptionJson.Default.Subscription));

    private async Task<(Subscription State, long Version)> FindAsync(string key, CancellationToken cancel) =>
        await records.FindAsync(Kind, key, cancel).ConfigureAwait(false) is { } stored
            ? (JsonSerializer.Deserialize(stored.Body, SubscriptionJson.Default.Subscription)!, stored.Version)
            : (new(false, false, DateTimeOffset.MinValue), 0);

    private string KeyOf(string channel, string address) =>
        secrets.Hash("subscription", $"{channel}\n{(channels.TryGetValue(channel, out var known) ? known.BusinessNumber : "")}\n{address}");
}

/// <param name="Stopped">No templates and notices at all.</param>
/// <param name="StoppedMarketing">None but one-time codes.</param>
/// <param name="At">Of the last change, UTC.</param>
internal sealed record Subscription(bool Stopped, bool StoppedMarketing, DateTimeOffset At);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Subscription))]
internal sealed partial class SubscriptionJson : JsonSerializerContext;

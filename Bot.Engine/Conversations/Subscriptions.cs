using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Engine.Abstractions;

namespace Bot.Engine.Conversations;

/// <summary>
/// Who wants no messages from which business number: a record of kind <c>subscription</c>, whose key is a keyed hash of the person's identity on a channel and
/// of the business number, so that the record does not tell who it is about.
/// </summary>
/// <remarks>It holds templates and notices back. Answers inside the 24-hour window go on: the person writes.</remarks>
public sealed class Subscriptions(IRecordStore records, ISecrets secrets, IReadOnlyDictionary<string, IChannel> channels, TimeProvider clock,
    IConversationStore conversations)
{
    internal const string Kind = "subscription";

    private const int ConflictLimit = 20;

    /// <summary>What is known of the addresses themselves.</summary>
    internal AddressNotes Notes { get; } = new(records, secrets, clock);

    /// <summary>Whether a message may not go to a person. Marketing alone holds back everything but one-time codes, which are never marketing.</summary>
    public async Task<bool> RefusesAsync(string channel, string address, OutboundMessage message, CancellationToken cancel)
    {
        if (message is not TemplateMessage template) return false;

        var stands = await FindAsync(KeyOf(channel, address), cancel).ConfigureAwait(false);
        return stands.State.Stopped || (stands.State.StoppedMarketing && !template.Authentication);
    }

    /// <summary>
    /// The changes by which a person's own word takes effect at all their addresses, to be committed with the turn that answers it; none where it changes
    /// nothing.
    /// </summary>
    public async Task<IReadOnlyList<RecordChange>> ChangeAsync(string channel, IReadOnlyList<string> addresses, bool subscribes, CancellationToken cancel)
    {
        var changes = new List<RecordChange>();
        foreach (var address in addresses)
        {
            var key = KeyOf(channel, address);
            var (state, version) = await FindAsync(key, cancel).ConfigureAwait(false);
            var next = subscribes ? new(false, false, clock.GetUtcNow()) : state with { Stopped = true, At = clock.GetUtcNow() };
            if (ChangeOf(key, version, state, next) is { } change) changes.Add(change);
        }

        return changes;
    }

    /// <summary>The changes by which what is known of one of a person's addresses holds for all of them, the newest word before the others.</summary>
    /// <param name="handedOn">Numbers that were another person's before: what that one wanted does not hold for this one.</param>
    /// <param name="conversation">The person's own, which these numbers belong to from now on.</param>
    public async Task<ImmutableArray<RecordChange>> JoinAsync(string channel, IReadOnlyList<string> addresses, IReadOnlyList<string> handedOn,
        string conversation, CancellationToken cancel)
    {
        var owned = new List<RecordChange>();
        foreach (var number in handedOn)
        {
            if (await Notes.HandOnAsync(channel, number, conversation, cancel).ConfigureAwait(false) is { } note) owned.Add(note);
        }

        var known = new List<(string Key, Subscription State, long Version)>();
        foreach (var key in addresses.Concat(handedOn).Select(address => KeyOf(channel, address)))
        {
            var (state, version) = await FindAsync(key, cancel).ConfigureAwait(false);
            known.Add((key, state, version));
        }

        var newest = known.Take(addresses.Count).MaxBy(one => one.State.At).State;
        return [.. known.Select(one => ChangeOf(one.Key, one.Version, one.State, newest)).OfType<RecordChange>(), .. owned];
    }

    /// <summary>A provider refuses a message, or gives one up, because the person wants none: a wish that was not told here. It may be about marketing
    /// alone.</summary>
    public Task NoteRefusalAsync(string channel, string address, DateTimeOffset at, CancellationToken cancel) =>
        SetAsync(new(channel, at, address, Subscribed: false, MarketingOnly: true), cancel);

    /// <summary>What the provider says that a person wants, at whichever of their addresses.</summary>
    public async Task SetAsync(SubscriptionChanged changed, CancellationToken cancel)
    {
        var person = await PersonOfAsync(changed, cancel).ConfigureAwait(false);
        foreach (var address in person is null ? [changed.Address] : Identities.AddressesOf(person).Append(changed.Address).Distinct(StringComparer.Ordinal))
            await SetOneAsync(changed with { Address = address }, cancel).ConfigureAwait(false);
    }

    /// <summary>Whose address it is: a number that was handed on is its new owner's, unless the earlier one has written under it since.</summary>
    private async Task<StoredConversation?> PersonOfAsync(SubscriptionChanged changed, CancellationToken cancel)
    {
        var first = await conversations.LoadAsync(Identities.KeyOf(changed.Channel, changed.Address), cancel).ConfigureAwait(false);
        if (await Notes.OwnerOfAsync(changed.Channel, changed.Address, cancel).ConfigureAwait(false) is not var (conversation, at)) return first;
        return first is not null && first.Facts.Address == changed.Address && first.Facts.LastHeard > at
            ? first
            : await conversations.LoadAsync(conversation, cancel).ConfigureAwait(false) ?? first;
    }

    private async Task SetOneAsync(SubscriptionChanged changed, CancellationToken cancel)
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

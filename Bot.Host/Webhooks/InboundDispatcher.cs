using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using Bot.Host.Observability;
using Bot.Storage.Spool;

namespace Bot.Host.Webhooks;

/// <summary>
/// What a webhook brought, into the conversations: messages in order per person, people in parallel, statuses in one batch. What the database cannot take is
/// kept by the local fallback, where there is one.
/// </summary>
/// <param name="edited">Where flows are edited while the host runs: what is heard is answered by what is on disk.</param>
/// <param name="gate">Holds back what people write while answers are late; null: nothing is held back.</param>
/// <param name="provider">Acts on what is about the account, or about a person's wishes, rather than about a conversation; null where nothing does.</param>
internal sealed class InboundDispatcher(ConversationRunner runner, IConversationStore store, TimeProvider clock, ILogger<InboundDispatcher> log,
    LocalFallback? fallback = null, IInputSpool? spool = null, ProviderEvents? provider = null,
    IntakeGate? gate = null, IEditedFlows? edited = null) : IInboundDispatcher
{
    /// <summary>
    /// What a provider says is older is not acted on: its id may be forgotten already, so that a body captured long ago would be new. Providers deliver again
    /// for 7 days (Meta), and handled ids are kept for 8.
    /// </summary>
    internal static readonly TimeSpan LongestAge = TimeSpan.FromDays(7);

    public async Task DispatchAsync(IReadOnlyList<ChannelEvent> events, CancellationToken cancel)
    {
        if (edited is not null) await edited.RefreshAsync(cancel);
        if (events is [MessageReceived only])
        {
            await RunAsync(only, cancel);
            return;
        }
        var statuses = events.OfType<StatusChanged>().ToList();
        if (statuses.Count > 0) await ApplyAsync(statuses, cancel);

        foreach (var happened in events.Where(happened => happened is not (StatusChanged or MessageReceived))) await OtherAsync(happened, cancel);

        await Task.WhenAll(events.OfType<MessageReceived>().GroupBy(message => (message.Channel, message.From)).Select(async messages =>
        {
            // Providers put into one body what came together, in any order; of one second, in the order of the body.
            foreach (var message in messages.DistinctBy(message => message.Id).OrderBy(message => message.At)) await RunAsync(message, cancel);
        }));
    }

    /// <summary>The conversation of a person on a channel.</summary>
    public static string KeyOf(string channel, string address) => $"{channel}:{address}";

    private async Task RunAsync(MessageReceived message, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (now - message.At > LongestAge)
        {
            HostTelemetry.Refused(message.Channel, "outdated");
            log.LogWarning("{Channel} brought a message of {At}, which is too old to be acted on", message.Channel, message.At);
            return;
        }
        if (InputOf(message, now) is not { } input)
        {
            log.LogInformation("{Channel} brought a {Kind}, which needs no answer", message.Channel, message.Content.GetType().Name);
            return;
        }

        if (message.Content is CodeDisowned && provider is not null) await provider.DisownAsync(message.From, cancel);

        // The window opens when the person wrote, not when the webhook came; a provider's clock that runs ahead of this host's is not believed.
        var heard = message.At < now ? message.At : now;
        var facts = new ConversationFacts(message.Channel, message.From, message.Name, heard) { Others = message.Others };
        var conversation = KeyOf(message.Channel, message.From);
        using var pass = gate is null ? default : await gate.EnterAsync(conversation);
        await runner.RunAsync(conversation, facts, input, spool, cancel);
    }

    /// <summary>Where the database is away, the events are applied and told of when it is back.</summary>
    private async Task ApplyAsync(List<StatusChanged> statuses, CancellationToken cancel)
    {
        if (fallback is null) await store.ApplyStatusesAsync(statuses, cancel);
        else await fallback.ApplyStatusesAsync(statuses, cancel);

        if (provider is not null) await provider.DeliveredAsync(statuses, isAway: fallback is { IsAway: true }, cancel);
    }

    private async Task OtherAsync(ChannelEvent happened, CancellationToken cancel)
    {
        if (happened is OwnerWrote owner && provider?.HoldBack(owner.At) is { } until)
        {
            await runner.RunAsync(KeyOf(owner.Channel, owner.To), Unheard(owner.Channel, owner.To, owner.Others),
                new OwnerSpoke(owner.Id, clock.GetUtcNow(), until), spool, cancel);
        }
        else if (happened is IdentityChanged changed)
        {
            await runner.RunAsync(KeyOf(changed.Channel, changed.Address), Unheard(changed.Channel, changed.Address, changed.Others),
                new IdentityLearned(changed.Id, clock.GetUtcNow()), spool, cancel);
        }
        else if (provider is not null)
        {
            await provider.TakeAsync(happened, cancel);
        }
    }

    /// <summary>What is told of a person who did not write: no window opens.</summary>
    private static ConversationFacts Unheard(string channel, string address, ImmutableArray<string> others) =>
        new(channel, address, "", DateTimeOffset.UnixEpoch) { Others = others };

    private static Input? InputOf(MessageReceived message, DateTimeOffset now) => message.Content switch
    {
        TextReceived text => new HeardText(message.Id, now, text.Text),
        TapReceived tap => new HeardTap(message.Id, now, tap.Payload, tap.Title),
        // What it is, its content tells: pictures come as files and as stickers too.
        MediaReceived { Kind: "image" or "document" or "sticker" } file => new HeardImage(message.Id, now, file.Media),
        MediaReceived media => new HeardOther(message.Id, now, media.Kind) { Content = media.Media.ToValue() },
        LocationReceived place => new HeardOther(message.Id, now, Place.Kind)
        {
            Content = Place.Written(place.Latitude, place.Longitude) is { } written ? Value.Of(written) : null,
        },
        ContactReceived card => new HeardContact(message.Id, now, card.Phone, card.IsOwn),
        EditReceived edit => new HeardEdit(message.Id, now, edit.MessageId, (edit.Content as TextReceived)?.Text),
        DeletionReceived => new HeardOther(message.Id, now, HeardOther.Deletion),
        CodeDisowned => new Announcement(message.Id, now, SharedMessages.CodeVoided),
        OtherReceived { Kind: "system" or "request_welcome" } => null,

        // What people do to a chat rather than say in it.
        OtherReceived { Kind: "pin" or "unpin" or "keep_in_chat" or "revoke" or "delete" }
            or OtherReceived { Detail: "pin" or "unpin" or "keep_in_chat" or "poll_update" or "reaction" } => null,
        OtherReceived { Detail: "image" or "media_placeholder" } => new HeardOther(message.Id, now, HeardOther.LostPhoto),
        OtherReceived other => new HeardOther(message.Id, now, other.Kind),
        _ => null,
    };
}

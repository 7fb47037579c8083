using System.Collections.Immutable;
using Bot.Engine.Values;

namespace Bot.Engine.Sessions;

/// <summary>Something that happened to a conversation: a message was heard, a call came back, a timer fired.</summary>
/// <param name="Id">Unique per conversation; the same id twice is the same event. A provider's message id, a call id, a timer token.</param>
/// <param name="At">When it happened, by the clock of the caller. The machine knows no other time.</param>
public abstract record Input(string Id, DateTimeOffset At)
{
    /// <summary>
    /// The person wrote it before something that was heard already: it has been overtaken on its way. It answers where it can, counts for no wrong answer, and
    /// decides nothing that a later message may have been about.
    /// </summary>
    public bool IsLate { get; init; }

    /// <summary>The text the person sent: typed, or the label of a tap that carries no payload of ours; null for anything else.</summary>
    internal virtual string? Words => null;
}

/// <summary>The person wrote text.</summary>
public sealed record HeardText(string Id, DateTimeOffset At, string Text) : Input(Id, At)
{
    internal override string? Words => Text;
}

/// <summary>
/// The person tapped a button or a list row. <paramref name="Payload"/> is what we attached to the choice; empty if the channel lost it, another's own on the
/// buttons of templates and campaigns. Then the label is as good as typed.
/// </summary>
public sealed record HeardTap(string Id, DateTimeOffset At, string Payload, string Title) : Input(Id, At)
{
    internal override string? Words => TapPayload.Read(Payload) is not null ? null : Title.Length > 0 ? Title : Payload;
}

/// <summary>The person sent an image, or a file that may be one: as a photo, a document or a sticker.</summary>
public sealed record HeardImage(string Id, DateTimeOffset At, MediaReference Image) : Input(Id, At)
{
    /// <summary>It came with its bytes, which were looked at and are kept already.</summary>
    public bool IsKept { get; init; }

    /// <summary>It stands for what was sent in the place of a photo among others: a video, one that WhatsApp lost.</summary>
    internal static HeardImage InPlaceOf(HeardOther other) => new(other.Id, other.At, new("", "", "", other.Kind, ""));

    /// <summary>What was sent in its place; null for a photo.</summary>
    internal HeardOther? Instead => Image is { Channel: "", Id: "", Url: "" } ? new(Id, At, Image.MimeType) : null;
}

/// <summary>The person sent something few questions take: a sticker, a location, a voice note. <paramref name="Kind"/> is its name on the wire.</summary>
public sealed record HeardOther(string Id, DateTimeOffset At, string Kind) : Input(Id, At)
{
    /// <summary>What came with it, where a question may take it: the coordinates of a place as text, the reference of a file; null for nothing.</summary>
    public Value? Content { get; init; }

    /// <summary>The kind of a photo that WhatsApp lost on the way.</summary>
    public const string LostPhoto = "lost photo";

    /// <summary>The kind of a video.</summary>
    public const string Video = "video";

    /// <summary>The kind of a message by which an earlier one is taken back.</summary>
    public const string Deletion = "deletion";
}

/// <summary>The person shared a contact card with one number on it.</summary>
/// <param name="IsOwn">The provider vouches that it is the sender's own number.</param>
public sealed record HeardContact(string Id, DateTimeOffset At, string Phone, bool IsOwn) : Input(Id, At);

/// <summary>The person changed a message that may have been an answer.</summary>
/// <param name="MessageId">Of that message; empty where it is not known.</param>
/// <param name="Text">What it says now; null where it cannot be seen.</param>
public sealed record HeardEdit(string Id, DateTimeOffset At, string MessageId, string? Text) : Input(Id, At);

/// <summary>The bot says one of its own messages (<see cref="Flows.SharedMessages"/>); nothing moves.</summary>
public sealed record Announcement(string Id, DateTimeOffset At, string Message) : Input(Id, At);

/// <summary>The business wrote to the person by hand: the bot holds back.</summary>
/// <param name="Until">Until then, unless the person calls it back.</param>
public sealed record OwnerSpoke(string Id, DateTimeOffset At, DateTimeOffset Until) : Input(Id, At);

/// <summary>The provider says that the person has another number or user id now. Nothing is said and nothing moves.</summary>
public sealed record IdentityLearned(string Id, DateTimeOffset At) : Input(Id, At)
{
    /// <summary>When the person was heard last: reminders and expiry go on counting from there, for the person has not written now. Null: not known.</summary>
    public DateTimeOffset? SilentSince { get; init; }
}

/// <summary>A call issued by an earlier turn has come back. <see cref="Input.Id"/> is the id of the call.</summary>
public sealed record CallReturned(string Id, DateTimeOffset At, string Outcome, Value Result) : Input(Id, At)
{
    /// <summary>What would mend it; null when nothing has to be.</summary>
    public CallFault? Fault { get; init; }
}

/// <summary>
/// A person found out what became of a call that nothing told of: the run that had made it goes on as it stood then, and what goes on now is set aside for it.
/// Nothing happens while a call is on its way, where that run has gone on by itself, or where its flow has no such outcome any more.
/// </summary>
/// <param name="Run">As it stood when it waited for the call.</param>
public sealed record CallSettled(string Id, DateTimeOffset At, Frame Run, string Outcome, Value Result) : Input(Id, At);

/// <summary>A timer set by an earlier turn is due. It does nothing unless <paramref name="Token"/> is the one the session waits for.</summary>
/// <param name="Silent">Nothing is said: a reminder that the month's budget has no room for.</param>
public sealed record TimerFired(string Id, DateTimeOffset At, TimerKind Kind, int Token, bool Silent = false) : Input(Id, At);

/// <summary>One who looks after conversations does something with this one.</summary>
public abstract record OperatorInput(string Id, DateTimeOffset At) : Input(Id, At)
{
    /// <summary>The operator's name; null where a program did it.</summary>
    public string? By { get; init; }

    /// <summary>
    /// The only other operator who may have the conversation when it happens, empty for none: nothing happens where another one has it, nor where a question
    /// that is not open is answered. Null where it does not matter.
    /// </summary>
    public string? Holder { get; init; }
}

/// <summary>
/// An operator takes the conversation to a question of the flow that is talking. Nothing happens while a call is on its way or nothing is going on.
/// </summary>
public sealed record MovedByOperator(string Id, DateTimeOffset At, string State) : OperatorInput(Id, At)
{
    /// <summary>The bot has the word again, and asks that question.</summary>
    public bool HandsBack { get; init; }
}

/// <summary>An operator ends what is going on; nothing is said. Nothing happens while a call is on its way.</summary>
public sealed record EndedByOperator(string Id, DateTimeOffset At) : OperatorInput(Id, At);

/// <summary>An operator changes the language, or takes the conversation over from the bot and hands it back. Null leaves as it is.</summary>
public sealed record SetByOperator(string Id, DateTimeOffset At, string? Language, bool? WithHuman) : OperatorInput(Id, At);

/// <summary>An operator writes to the person. The conversation is theirs from then on, and the bot silent.</summary>
public sealed record WrittenByOperator(string Id, DateTimeOffset At, OperatorMessage Message) : OperatorInput(Id, At);

/// <summary>
/// An operator answers a question in the person's place and hands the conversation back to the bot, which goes on from there. Nothing happens while a call is
/// on its way or nothing is going on.
/// </summary>
/// <param name="State">The question, of the flow that is talking.</param>
/// <param name="Text">What the person would have written.</param>
public sealed record AnsweredByOperator(string Id, DateTimeOffset At, string State, string Text) : OperatorInput(Id, At);

/// <summary>
/// A flow begins for a person who did not ask for it. Nothing happens where something is going on already, a human has the conversation, or the person wants
/// no messages.
/// </summary>
/// <param name="Slots">What the flow is begun with.</param>
/// <param name="Language">Null: the person's own.</param>
/// <param name="Template">What is sent in place of the flow's words while only a template may be; null: the template of the flow's own messages.</param>
public sealed record StartedFor(string Id, DateTimeOffset At, string Flow, Slots Slots, string? Language, OpeningTemplate? Template) : Input(Id, At);

/// <param name="Name">As the provider names it.</param>
public sealed record OpeningTemplate(string Name, string Language, ImmutableArray<string> Parameters);

/// <summary>Where to fetch media from: an id or a link at its channel. The bytes are fetched later, by an operation.</summary>
/// <param name="Channel">The channel that knows how to fetch it.</param>
/// <param name="Id">The provider's media id, or empty when there is a link only.</param>
/// <param name="Url">A link, or empty when there is an id only.</param>
/// <param name="MimeType">As the provider says it; not trusted.</param>
/// <param name="Sha256">As the provider says it, or empty.</param>
public sealed record MediaReference(string Channel, string Id, string Url, string MimeType, string Sha256)
{
    /// <summary>The reference as a slot's value, and back.</summary>
    public Value ToValue() => Value.Record(("channel", Channel), ("id", Id), ("url", Url), ("mime", MimeType), ("sha256", Sha256));

    public static MediaReference? From(Value? value) =>
        value is RecordValue record && record.Field("channel") is { } channel
            ? new(channel.Text, Part(record, "id"), Part(record, "url"), Part(record, "mime"), Part(record, "sha256"))
            : null;

    private static string Part(RecordValue record, string name) => record.Field(name)?.Text ?? "";
}

/// <summary>What a timer is for.</summary>
public enum TimerKind
{
    /// <summary>Say something after silence; the question stands.</summary>
    Remind,

    /// <summary>Leave the question after silence.</summary>
    Expire,
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Storage.Spool;

/// <summary>One event of a webhook as the spool keeps it: an input of a person, or a delivery event.</summary>
/// <param name="Conversation">Events keep their order within it; empty for delivery events.</param>
internal sealed record SpooledEvent([property: JsonPropertyName("line")] string Conversation, ConversationFacts? Facts, SpooledInput? Input, StatusChanged? Status)
{
    public static SpooledEvent Of(string conversation, ConversationFacts facts, Input input) => new(conversation, facts, SpooledInput.Of(input), null);

    public static SpooledEvent Of(StatusChanged status) => new("", null, null, status);

    public string Write() => JsonSerializer.Serialize(this, SpooledJson.Default.SpooledEvent);

    public static SpooledEvent Read(string json) => JsonSerializer.Deserialize(json, SpooledJson.Default.SpooledEvent) ?? throw new JsonException("An event is expected here, not null.");
}

/// <summary>An input of a person without its time: it is handled when the database is back, and timers count from then.</summary>
/// <param name="Kind"><c>text</c>, <c>tap</c>, <c>image</c>, or the name on the wire of an input that no question takes.</param>
/// <param name="Text">The text that was written, or the title that was tapped.</param>
internal sealed record SpooledInput(string Id, string Kind, string Text = "", string Payload = "", MediaReference? Image = null)
{
    private const string TextKind = "text";
    private const string TapKind = "tap";
    private const string ImageKind = "image";
    private const string ContactKind = "contact";
    private const string OwnContactKind = "own contact";
    private const string EditKind = "edit";
    private const string HiddenEditKind = "hidden edit";
    private const string NoticeKind = "notice";
    private const string OwnerKind = "owner";
    private const string IdentityKind = "identity";
    private const string OtherKind = "other:";

    public static SpooledInput Of(Input input) => input switch
    {
        HeardText text => new(text.Id, TextKind, text.Text),
        HeardTap tap => new(tap.Id, TapKind, tap.Title, tap.Payload),
        HeardImage image => new(image.Id, ImageKind, Image: image.Image),
        HeardContact card => new(card.Id, card.IsOwn ? OwnContactKind : ContactKind, card.Phone),
        HeardEdit edit => new(edit.Id, edit.Text is null ? HiddenEditKind : EditKind, edit.Text ?? "", edit.MessageId),
        Announcement notice => new(notice.Id, NoticeKind, notice.Message),
        OwnerSpoke owner => new(owner.Id, OwnerKind, owner.Until.ToString("O", CultureInfo.InvariantCulture)),
        IdentityLearned learned => new(learned.Id, IdentityKind),
        HeardOther other => new(other.Id, OtherKind + other.Kind, other.Content?.Text ?? "", Image: MediaReference.From(other.Content)),
        _ => throw new ArgumentException($"{input.GetType().Name} is nothing that a webhook brings.", nameof(input)),
    };

    public Input HeardAt(DateTimeOffset now) => Kind switch
    {
        TextKind => new HeardText(Id, now, Text),
        TapKind => new HeardTap(Id, now, Payload, Text),
        ImageKind when Image is not null => new HeardImage(Id, now, Image),
        ContactKind or OwnContactKind => new HeardContact(Id, now, Text, Kind == OwnContactKind),
        EditKind => new HeardEdit(Id, now, Payload, Text),
        HiddenEditKind => new HeardEdit(Id, now, Payload, null),
        NoticeKind => new Announcement(Id, now, Text),
        OwnerKind => new OwnerSpoke(Id, now, DateTimeOffset.Parse(Text, CultureInfo.InvariantCulture)),
        IdentityKind => new IdentityLearned(Id, now),
        _ when Kind.StartsWith(OtherKind, StringComparison.Ordinal) => new HeardOther(Id, now, Kind[OtherKind.Length..])
        {
            Content = Image?.ToValue() ?? (Text.Length > 0 ? Value.Of(Text) : null),
        },
        _ => throw new JsonException($"'{Kind}' is no kind of input this build knows."),
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SpooledEvent))]
internal sealed partial class SpooledJson : JsonSerializerContext;

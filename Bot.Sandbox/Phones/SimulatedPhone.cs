using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;

namespace Bot.Sandbox.Phones;

/// <summary>
/// Writes what a person does on a phone as the webhook call its provider would make: same body, same signature. For the sandbox, the console, scripted
/// conversations and load drivers.
/// </summary>
/// <remarks>Shapes: shared contract "WhatsApp channels: wire facts", sections 1.5, 2.4 and 3.4.</remarks>
public abstract class SimulatedPhone
{
    /// <summary>The channel it imitates: <c>meta</c>, <c>gupshup</c>, <c>interakt</c>, <c>botframework</c>.</summary>
    public abstract string Channel { get; }

    /// <summary>Its provider tells how far messages of ours got. Default: yes.</summary>
    public virtual bool TellsStatus => true;

    /// <summary>Its provider brings people who hide their number. Default: no.</summary>
    public virtual bool MayHideNumber => false;

    public WebhookCall Text(PhoneAct act, string text) => Sign(Message(act, TextPart(text)));

    /// <param name="payload">The id that was attached to the button or row.</param>
    /// <param name="list">A row of a list rather than a button.</param>
    public WebhookCall Tap(PhoneAct act, string payload, string title, bool list) => Sign(Message(act, TapPart(payload, title, list)));

    /// <param name="media">Id of the photo in the sandbox.</param>
    /// <param name="url">Where it can be fetched.</param>
    public WebhookCall Image(PhoneAct act, string media, string url, string mimeType) => Sign(Message(act, ImagePart(media, url, mimeType)));

    public WebhookCall Sticker(PhoneAct act, string media, string url) => Sign(Message(act, StickerPart(media, url)));

    /// <summary>Something that is no ordinary message; null where the provider has no such event.</summary>
    public WebhookCall? Event(PhoneAct act, PhoneEvent happened) => Happening(act, happened) is { } body ? Sign(body) : null;

    private protected abstract JsonObject? Happening(PhoneAct act, PhoneEvent happened);

    /// <summary>Something sent as a file: a PDF, or a photo that is to keep its quality.</summary>
    public WebhookCall Document(PhoneAct act, string media, string url, string mimeType, string fileName) =>
        Sign(Message(act, DocumentPart(media, url, mimeType, fileName)));

    /// <summary>A voice note.</summary>
    public WebhookCall Voice(PhoneAct act, string media, string url) => Sign(Message(act, VoicePart(media, url)));

    /// <summary>The provider tells how far a message of ours got. Only where it tells that at all: <see cref="TellsStatus"/>.</summary>
    /// <param name="to">Whose phone it went to: digits with country code.</param>
    /// <param name="providerId">The id the provider answered with at sending.</param>
    /// <param name="status">Sent, delivered or read.</param>
    public WebhookCall Status(string to, string providerId, DeliveryStatus status, DateTimeOffset at) => Sign(Moved(to, providerId, status, at));

    private protected abstract JsonObject Moved(string to, string providerId, DeliveryStatus status, DateTimeOffset at);

    private protected abstract JsonObject Message(PhoneAct act, JsonObject part);

    private protected abstract JsonObject TextPart(string text);

    private protected abstract JsonObject TapPart(string payload, string title, bool list);

    private protected abstract JsonObject ImagePart(string media, string url, string mimeType);

    private protected abstract JsonObject StickerPart(string media, string url);

    private protected abstract JsonObject DocumentPart(string media, string url, string mimeType, string fileName);

    private protected abstract JsonObject VoicePart(string media, string url);

    private protected abstract WebhookCall Sign(JsonObject body);

    private protected static string WordOf(DeliveryStatus status) => status switch
    {
        DeliveryStatus.Sent => "sent",
        DeliveryStatus.Delivered => "delivered",
        DeliveryStatus.Read => "read",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A phone brings a message to sent, delivered or read."),
    };

    private protected static string HmacOf(string secret, byte[] body) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    private protected static byte[] Bytes(JsonObject body) => Encoding.UTF8.GetBytes(body.ToJsonString());
}

/// <summary>Who acts, when, and the provider's id of the message.</summary>
/// <param name="From">Digits with country code, or the business-scoped user id of a person who hides their number (Meta, Gupshup; of Interakt comes neither).
/// </param>
public sealed record PhoneAct(string From, string Name, string MessageId, DateTimeOffset At)
{
    /// <summary>The user id that the provider tells beside the number; empty where it tells none.</summary>
    public string UserId { get; init; } = "";
}

/// <summary>What people, their apps and the account do besides writing.</summary>
/// <param name="Kind">
/// <c>edit</c> (with a text: shown; without: not shown), <c>delete</c>, <c>pin</c>, <c>contact</c> and <c>own-contact</c> (a number), <c>not-requested</c>
/// (a code), <c>location</c> (two coordinates), <c>owner</c> (wrote by hand), <c>opted-out</c>, <c>opted-in</c>, <c>failed</c> (a code), <c>delivered</c>
/// (a category that is charged, or <c>free</c>), <c>new-id</c> (a user id), <c>new-number</c>, <c>account</c> (a code), <c>restricted</c>,
/// <c>flagged</c>, <c>unflagged</c>, <c>paused</c> and <c>approved</c> (a template's name).
/// </param>
/// <param name="Value">What stands in brackets above; empty for none.</param>
/// <param name="MessageId">The message it is about: the person's own that was changed, or the provider's id of ours; empty for none.</param>
public sealed record PhoneEvent(string Kind, string Value, string MessageId)
{
    /// <summary>Degrees north and east, of <c>18.520430,73.856744</c>; null for anything else.</summary>
    public static (double Latitude, double Longitude)? Coordinates(string text) =>
        text.Split(',') is [var north, var east]
        && double.TryParse(north, NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude)
        && double.TryParse(east, NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude)
            ? (latitude, longitude)
            : null;
}

/// <summary>One webhook call: where to, with what.</summary>
public sealed record WebhookCall(string Path, byte[] Body, IReadOnlyDictionary<string, string> Headers);

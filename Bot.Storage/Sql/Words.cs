using Bot.Engine.Abstractions;

namespace Bot.Storage.Sql;

/// <summary>The words that stand in the tables for states, streams and deliveries.</summary>
internal static class Words
{
    public const string Pending = "pending";
    public const string Begun = "begun";
    public const string Unknown = "unknown";
    public const string Done = "done";
    public const string Dead = "dead";

    public static string Of(OutboxStream stream) => stream == OutboxStream.Calls ? "calls" : "messages";

    public static OutboxStream Stream(string word) => word == "calls" ? OutboxStream.Calls : OutboxStream.Messages;

    public static string Of(DeliveryStatus status) => status switch
    {
        DeliveryStatus.Queued => "queued",
        DeliveryStatus.Sent => "sent",
        DeliveryStatus.Delivered => "delivered",
        DeliveryStatus.Read => "read",
        DeliveryStatus.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A delivery status without a word."),
    };

    public static DeliveryStatus Delivery(string word) => word switch
    {
        "queued" => DeliveryStatus.Queued,
        "sent" => DeliveryStatus.Sent,
        "delivered" => DeliveryStatus.Delivered,
        "read" => DeliveryStatus.Read,
        "failed" => DeliveryStatus.Failed,
        _ => throw new InvalidDataException($"The outbox holds a delivery state that this build does not know: {word}."),
    };
}

using Bot.Engine.Abstractions;

namespace Bot.Gateways.Channels.MetaCloud;

/// <summary>WhatsApp's words for how far a message came, which Gupshup hands on as they are (Meta, "Status messages webhook").</summary>
internal static class MetaDelivery
{
    /// <summary>Null for a word that tells of no move.</summary>
    public static DeliveryStatus? Of(string word) => word switch
    {
        "enqueued" => DeliveryStatus.Queued,
        "sent" => DeliveryStatus.Sent,
        "delivered" => DeliveryStatus.Delivered,

        // A voice note that was played has been read.
        "read" or "played" => DeliveryStatus.Read,
        "failed" => DeliveryStatus.Failed,
        _ => null,
    };
}

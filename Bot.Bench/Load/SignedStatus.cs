using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bot.Bench.Load;

/// <summary>Delivery status events as Meta's webhook brings them, one to a call.</summary>
internal sealed class SignedStatus(string secret, string phoneNumberId)
{
    private static readonly string[] Words = ["sent", "delivered", "read"];

    private readonly byte[] _secret = Encoding.UTF8.GetBytes(secret);
    private readonly string _at = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <param name="message">The number the recording peer gave it.</param>
    /// <param name="word">0 sent, 1 delivered, 2 read.</param>
    public byte[] Request(long message, int word)
    {
        var body = Encoding.ASCII.GetBytes(
            $$$"""{"object":"whatsapp_business_account","entry":[{"id":"1000000001","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"919800000000","phone_number_id":"{{{phoneNumberId}}}"},"statuses":[{"id":"wamid.{{{message}}}","status":"{{{Words[word]}}}","timestamp":"{{{_at}}}","recipient_id":"919000000000"}]}}]}]}""");
        var head = Encoding.ASCII.GetBytes($"POST /webhooks/meta HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nX-Hub-Signature-256: sha256={Convert.ToHexStringLower(HMACSHA256.HashData(_secret, body))}\r\nContent-Length: {body.Length}\r\n\r\n");
        return [.. head, .. body];
    }
}

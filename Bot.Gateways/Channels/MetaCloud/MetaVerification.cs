using Bot.Engine.Abstractions;

namespace Bot.Gateways.Channels.MetaCloud;

/// <summary>
/// Meta's check of a webhook URL: a GET with <c>hub.mode</c>, <c>hub.verify_token</c> and <c>hub.challenge</c>, answered by the bare challenge.
/// </summary>
internal static class MetaVerification
{
    /// <param name="query">Looks up a query value; empty when absent.</param>
    public static WebhookVerification Answer(Func<string, string> query, string verifyToken)
    {
        if (verifyToken.Length == 0) return new(null, "WHATSAPP_VERIFY_TOKEN is not set, so no webhook can be verified.");

        var challenge = query("hub.challenge");
        return query("hub.mode") == "subscribe" && challenge.Length > 0 && WebhookSecret.Matches(verifyToken, query("hub.verify_token"))
            ? new(challenge)
            : new(null, "hub.mode must be subscribe, hub.verify_token ours, and hub.challenge given.");
    }
}

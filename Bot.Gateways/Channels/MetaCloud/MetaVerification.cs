namespace Bot.Gateways.Channels.MetaCloud;

/// <summary>Meta's check of a webhook URL: a GET with <c>hub.mode</c>, <c>hub.verify_token</c> and <c>hub.challenge</c>.</summary>
public static class MetaVerification
{
    /// <summary>The challenge to answer as plain text with 200, or null to refuse with 403.</summary>
    /// <param name="query">Looks up a query value; empty when absent.</param>
    public static string? Answer(Func<string, string> query, string verifyToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(verifyToken);
        var challenge = query("hub.challenge");
        return query("hub.mode") == "subscribe" && challenge.Length > 0 && WebhookSecret.Matches(verifyToken, query("hub.verify_token")) ? challenge : null;
    }
}

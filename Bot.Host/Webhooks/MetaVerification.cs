using System.Security.Cryptography;
using System.Text;

namespace Bot.Host.Webhooks;

/// <summary>Meta's question when a webhook is set up: GET with <c>hub.mode</c>, <c>hub.verify_token</c> and <c>hub.challenge</c>, answered by the bare challenge.</summary>
internal static class MetaVerification
{
    public static Task AnswerAsync(HttpContext context, string verifyToken)
    {
        var query = context.Request.Query;
        var challenge = query["hub.challenge"].ToString();
        if (verifyToken.Length == 0)
            return WebhookAnswer.RefusedAsync(context, StatusCodes.Status403Forbidden, "WHATSAPP_VERIFY_TOKEN is not set, so no webhook can be verified.");
        if (query["hub.mode"] != "subscribe" || challenge.Length == 0 || !Same(query["hub.verify_token"].ToString(), verifyToken))
            return WebhookAnswer.RefusedAsync(context, StatusCodes.Status403Forbidden, "hub.mode must be subscribe, hub.verify_token ours, and hub.challenge given.");
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return context.Response.WriteAsync(challenge, context.RequestAborted);
    }

    private static bool Same(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
}

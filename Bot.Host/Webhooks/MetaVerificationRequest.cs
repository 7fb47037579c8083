using Bot.Gateways.Channels.MetaCloud;

namespace Bot.Host.Webhooks;

/// <summary>Meta's question when a webhook is set up, answered by the bare challenge.</summary>
internal static class MetaVerificationRequest
{
    public static Task AnswerAsync(HttpContext context, string verifyToken)
    {
        if (verifyToken.Length == 0)
            return WebhookAnswer.RefusedAsync(context, StatusCodes.Status403Forbidden, "WHATSAPP_VERIFY_TOKEN is not set, so no webhook can be verified.");
        if (MetaVerification.Answer(name => context.Request.Query[name].ToString(), verifyToken) is not { } challenge)
            return WebhookAnswer.RefusedAsync(context, StatusCodes.Status403Forbidden, "hub.mode must be subscribe, hub.verify_token ours, and hub.challenge given.");
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return context.Response.WriteAsync(challenge, context.RequestAborted);
    }
}

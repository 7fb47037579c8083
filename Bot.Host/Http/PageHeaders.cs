namespace Bot.Host.Http;

/// <summary>Headers by which a browser holds a page to what it is: it loads nothing from elsewhere, no other page frames it, and no type is guessed.</summary>
internal static class PageHeaders
{
    /// <param name="policy">The page's content security policy.</param>
    public static void Set(HttpResponse response, string policy)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }

    /// <summary>What every answer has, pages or not.</summary>
    public static IApplicationBuilder UseAnswerHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return next(context);
    });
}

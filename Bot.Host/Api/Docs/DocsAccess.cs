using Bot.Host.Access;
using Bot.Host.Http;
using Bot.Host.Settings;
using Microsoft.Extensions.Options;

namespace Bot.Host.Api.Docs;

/// <summary>
/// Who reads the pages that describe the API: everybody in Development or with <c>DOCS_OPEN</c>, <see cref="MostPages"/> a minute and address, else callers
/// with any API key.
/// </summary>
internal sealed class DocsAccess(RequestDelegate next, ApiKeys keys, TimeProvider clock, IOptions<AccessOptions> access, IOptions<DeploymentOptions> deployment)
{
    /// <summary>A minute and address, of callers without a key: a page and what belongs to it are seven.</summary>
    public const int MostPages = 120;

    private const string Challenge = "Basic realm=\"Bot API: the password is an API key\", charset=\"UTF-8\"";

    // The two pages are packages' own: they write styles into the page, ReDoc searches in a worker, and its fonts stay with their provider.
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly bool _open = access.Value.DocsOpen || deployment.Value.IsDevelopment;
    private readonly MinuteCounts _pages = new(clock);

    public Task InvokeAsync(HttpContext context)
    {
        PageHeaders.Set(context.Response, Policy);
        if (keys.IdentifyOnPage(context) is not null) return next(context);
        if (_open)
        {
            if (_pages.Count(context) <= MostPages) return next(context);

            context.Response.Headers.Connection = "close";
            return context.FailAsync(new RequestFailure.AskedTooOften());
        }

        context.Response.Headers.WWWAuthenticate = Challenge;
        return context.FailAsync(WrongKeys.FailureOf(context));
    }
}

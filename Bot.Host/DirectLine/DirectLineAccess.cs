using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Bot.Host.Access;
using Bot.Host.Api.Homi;
using Bot.Host.Http;
using Bot.Host.Settings;
using Microsoft.Extensions.Options;

namespace Bot.Host.DirectLine;

/// <summary>Who may use Direct Line: pages of known origins (CORS), servers that show the secret, and callers with a token; each not too often.</summary>
internal sealed class DirectLineAccess(IOptions<DirectLineOptions> bound, DirectLineTokens tokens, TimeProvider clock)
{
    /// <summary>Messages a minute in one conversation.</summary>
    public const int MostMessages = 60;

    /// <summary>Calls a minute from one address that show a wrong secret or token.</summary>
    public const int MostRefusals = 60;

    private const string AllowedHeaders = "authorization, content-type, x-ms-bot-agent, x-requested-with";

    private readonly DirectLineOptions _options = bound.Value;
    private readonly PartitionedRateLimiter<string> _messages = Limiter(MostMessages, clock);
    private readonly PartitionedRateLimiter<string> _refusals = Limiter(MostRefusals, clock);

    /// <summary>Where browsers reach Direct Line: <c>https://bot.example.com/directline</c>.</summary>
    public string AddressOf(HttpRequest request) => (_options.Url.Length > 0 ? _options.Url.TrimEnd('/') : $"{request.Scheme}://{request.Host}") + DirectLineRoutes.Prefix;

    /// <summary>
    /// Lets pages of known origins through; browsers ask first (<c>OPTIONS</c>), and say themselves where a page is from, also when they open a socket.
    /// </summary>
    public Func<HttpContext, Task> Around(Func<HttpContext, Task> handle) => context =>
    {
        var origin = context.Request.Headers.Origin.ToString();
        if (origin.Length > 0)
        {
            if (!IsKnown(origin, context.Request)) return DirectLineAnswer.RefuseAsync(context, StatusCodes.Status403Forbidden, "BadOrigin", "This origin is not among DIRECT_LINE_ORIGINS.");

            context.Response.Headers.AccessControlAllowOrigin = origin;
            context.Response.Headers.Vary = "Origin";
        }

        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (!HttpMethods.IsOptions(context.Request.Method)) return handle(context);

        context.Response.Headers.AccessControlAllowMethods = "GET, POST";
        context.Response.Headers.AccessControlAllowHeaders = AllowedHeaders;
        context.Response.Headers.AccessControlMaxAge = "600";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    };

    /// <summary>Whom the token of a request speaks for; null after it was refused.</summary>
    /// <param name="conversation">The conversation that it must open; null: any.</param>
    public async Task<DirectLineCaller?> CallerAsync(HttpContext context, string? conversation)
    {
        var shown = KeyInRequest.Of(context.Request) is { Length: > 0 } header ? header : context.Request.Query["t"].ToString();
        if (tokens.Read(shown) is { } caller && (conversation is null || caller.Conversation == conversation)) return caller;

        await RefuseAsync(context);
        return null;
    }

    /// <summary>The request shows the secret; else it was refused.</summary>
    public async Task<bool> HasSecretAsync(HttpContext context)
    {
        if (ShowsSecret(context.Request)) return true;

        await RefuseAsync(context);
        return false;
    }

    public bool ShowsSecret(HttpRequest request)
    {
        var shown = SHA256.HashData(Encoding.UTF8.GetBytes(KeyInRequest.Of(request)));
        var right = false;
        foreach (var secret in _options.Secret.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            right |= CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(secret)), shown);
        return right;
    }

    /// <summary>False after the request was refused: too many messages in its conversation.</summary>
    public async Task<bool> MaySayAsync(HttpContext context, DirectLineCaller caller)
    {
        using var lease = _messages.AttemptAcquire(caller.Conversation);
        if (lease.IsAcquired) return true;

        context.Response.Headers.RetryAfter = FailureEnvelopes.RetryAfter;
        await DirectLineAnswer.RefuseAsync(context, StatusCodes.Status429TooManyRequests, "TooManyMessages", $"A conversation takes {MostMessages} messages a minute.");
        return false;
    }

    /// <summary>403 is what Web Chat takes for an expired token.</summary>
    private Task RefuseAsync(HttpContext context)
    {
        var address = ConnectionLimiter.Counted(context.Connection.RemoteIpAddress ?? System.Net.IPAddress.None).ToString();
        using var lease = _refusals.AttemptAcquire(address);
        return lease.IsAcquired
            ? DirectLineAnswer.RefuseAsync(context, StatusCodes.Status403Forbidden, "BadToken", "The token or secret is missing, wrong, or has expired.")
            : DirectLineAnswer.RefuseAsync(context, StatusCodes.Status429TooManyRequests, "TooManyTries", "Wrong tokens come too often from this address.");
    }

    private bool IsKnown(string origin, HttpRequest request) =>
        _options.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase)
        || origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
        || (Uri.TryCreate(_options.Url, UriKind.Absolute, out var own)
            && origin.Equals(own.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase));

    private static PartitionedRateLimiter<string> Limiter(int most, TimeProvider clock) =>
        PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.Get(key, _ => new MinuteLimiter(most, clock)));
}

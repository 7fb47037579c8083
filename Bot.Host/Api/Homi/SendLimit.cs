using System.Threading.RateLimiting;
using Bot.Engine.Abstractions;
using Bot.Host.Access;
using Bot.Products.OneTimeCodes;
using Microsoft.AspNetCore.RateLimiting;

namespace Bot.Host.Api.Homi;

/// <summary>
/// At most <see cref="HomiOptions.ClientLimit"/> sends per minute and <see cref="HomiOptions.ClientDayLimit"/> per day and caller, over all hosts: its key, or
/// its address where it has none.
/// </summary>
internal sealed class SendLimit(HomiOptions options, CallerLimits limits, TimeProvider clock, IStoreFallback? fallback = null) : IRateLimiterPolicy<string>
{
    public const string Policy = "otp-send";

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => RefuseAsync;

    public RateLimitPartition<string> GetPartition(HttpContext httpContext)
    {
        var caller = httpContext.User.NameOf() is { Length: > 0 } name ? name : httpContext.Connection.RemoteIpAddress?.ToString() ?? "";
        return options.ClientLimit <= 0 && options.ClientDayLimit <= 0
            ? RateLimitPartition.GetNoLimiter(caller)
            : RateLimitPartition.Get(caller, _ => new StoredLimiter(caller, limits, options, () => fallback is { IsAway: true }, clock));
    }

    /// <summary>A body that is wrong is answered as such even then.</summary>
    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancel)
    {
        var answer = OtpEndpoints.ReadMobile(await HomiBody.BindAsync(rejected.HttpContext), out var phone, out _)
            ?? HomiAnswer.Error(StatusCodes.Status429TooManyRequests, "Too many requests", "client_limit", "This caller sends too many OTPs.", phone,
                rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : null);
        await answer.ExecuteAsync(rejected.HttpContext);
    }
}

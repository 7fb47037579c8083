using System.Threading.RateLimiting;
using Bot.Host.Access;
using Microsoft.AspNetCore.RateLimiting;

namespace Bot.Host.Api.Homi;

/// <summary>
/// Requests of a caller for a send, right or wrong, on this host: past <see cref="HomiOptions.ClientLimit"/> and <see cref="WrongBodies"/> a minute they are
/// refused before their bodies are read. Sends are counted by <see cref="SendPermits"/>.
/// </summary>
internal sealed class SendLimit(HomiOptions options, TimeProvider clock) : IRateLimiterPolicy<string>
{
    public const string Policy = "otp-send";

    /// <summary>A minute and caller, beside the sends.</summary>
    public const int WrongBodies = 120;

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => RefuseAsync;

    public RateLimitPartition<string> GetPartition(HttpContext httpContext)
    {
        var caller = httpContext.User.NameOf();
        return options.ClientLimit <= 0
            ? RateLimitPartition.GetNoLimiter(caller)
            : RateLimitPartition.Get(caller, _ => new MinuteLimiter(options.ClientLimit + WrongBodies, clock));
    }

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancel) =>
        await OtpEndpoints.OverClientLimit(rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : null)
            .ExecuteAsync(rejected.HttpContext);
}

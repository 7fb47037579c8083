using Bot.Products.OneTimeCodes;
using Microsoft.AspNetCore.RateLimiting;

namespace Bot.Host.Api.Homi;

/// <summary>The area's services.</summary>
internal static class HomiServices
{
    /// <remarks>Needs <see cref="HomiOptions"/>, <see cref="ApiCodes"/>, <see cref="CallerLimits"/> and the lead services.</remarks>
    public static IServiceCollection AddHomi(this IServiceCollection services) => services
        .AddSingleton<SendPermits>()
        .AddSingleton<OtpEndpoints>()
        .AddSingleton<LeadEndpoints>()
        .Configure<RateLimiterOptions>(options => options.AddPolicy<string, SendLimit>(SendLimit.Policy));
}

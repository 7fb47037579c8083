using Bot.Products.Leads;
using Bot.Products.OneTimeCodes;
using Bot.Storage.Spool;
using Microsoft.AspNetCore.RateLimiting;

namespace Bot.Host.Api.Homi;

/// <summary>The area's services.</summary>
internal static class HomiServices
{
    /// <remarks>Needs <see cref="HomiOptions"/>, <see cref="HomiMessages"/>, the lead services and the codes of <see cref="LeadCode.ApiPurpose"/>.</remarks>
    public static IServiceCollection AddHomi(this IServiceCollection services) => services
        .AddSingleton(provider => new ApiCodes(provider.GetRequiredKeyedService<OneTimeCodeService>(LeadCode.ApiPurpose), provider.GetRequiredService<HomiMessages>(), provider.GetService<FallbackCodes>()))
        .AddSingleton<OtpEndpoints>()
        .AddSingleton<LeadEndpoints>()
        .AddHostedService<LeadRecovery>()
        .Configure<RateLimiterOptions>(options => options.AddPolicy<string, SendLimit>(SendLimit.Policy));
}

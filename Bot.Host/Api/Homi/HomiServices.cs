using Bot.Products.Leads;
using Bot.Products.OneTimeCodes;
using Microsoft.AspNetCore.RateLimiting;

namespace Bot.Host.Api.Homi;

/// <summary>The area's services.</summary>
internal static class HomiServices
{
    /// <remarks>Needs <see cref="HomiOptions"/>, <see cref="ICodeMessenger"/>, the lead services and the codes of <see cref="CodePurpose.Api"/>.</remarks>
    public static IServiceCollection AddHomi(this IServiceCollection services) => services
        .AddSingleton(provider => new ApiCodes(provider.GetRequiredKeyedService<OneTimeCodeService>(CodePurpose.Api), provider.GetRequiredService<ICodeMessenger>(), provider.GetService<FallbackCodes>()))
        .AddSingleton<OtpEndpoints>()
        .AddSingleton<LeadEndpoints>()
        .AddHostedService<LeadRecoveryWorker>()
        .Configure<RateLimiterOptions>(options => options.AddPolicy<string, SendLimit>(SendLimit.Policy));
}

using Bot.Host.Workers;
using Bot.Products.Leads;
using Bot.Products.OneTimeCodes;
using Bot.Storage.Spool;

namespace Bot.Host.Api.Homi;

/// <summary>The area's services.</summary>
internal static class HomiServices
{
    /// <remarks>Needs <see cref="HomiOptions"/>, <see cref="HomiMessages"/>, the lead services and the codes of <see cref="LeadCode.ApiPurpose"/>.</remarks>
    public static IServiceCollection AddHomi(this IServiceCollection services) => services
        .AddSingleton(all => new ApiCodes(all.GetRequiredKeyedService<OneTimeCodeService>(LeadCode.ApiPurpose), all.GetRequiredService<HomiMessages>(), all.GetService<FallbackCodes>()))
        .AddSingleton(all => new ClientLimit(all.GetRequiredService<HomiOptions>().ClientLimit, all.GetRequiredService<TimeProvider>()))
        .AddSingleton<OtpEndpoints>()
        .AddSingleton(all => ActivatorUtilities.CreateInstance<LeadEndpoints>(all, all.GetRequiredKeyedService<OneTimeCodeService>(LeadCode.ApiPurpose)))
        .AddHostedService<LeadRecovery>();
}

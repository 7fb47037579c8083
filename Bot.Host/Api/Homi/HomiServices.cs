using Bot.Engine.Conversations;
using Bot.Host.Wiring;
using Bot.Products.Leads;
using Bot.Products.OneTimeCodes;

namespace Bot.Host.Api.Homi;

/// <summary>The area as services of the web host.</summary>
internal static class HomiServices
{
    public static IServiceCollection AddHomi(this IServiceCollection services, LeadParts leads, TimeProvider clock, IEngineObserver observer) => services
        .AddSingleton(new ApiCodes(leads.ApiCodes, leads.Messenger, leads.StandIn))
        .AddSingleton(new ClientLimit(leads.Options.ClientLimit, clock))
        .AddSingleton(leads.Options)
        .AddSingleton<OtpEndpoints>()
        .AddSingleton(new LeadEndpoints(leads.Desk, leads.Enquiry, leads.ApiCodes, leads.Options, clock))
        .AddSingleton<IHostedService>(new LeadRecoveryWorker(leads.Desk, leads.Options.Desk, clock, observer));
}

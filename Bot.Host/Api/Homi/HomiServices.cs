using Bot.Engine.Conversations;
using Bot.Engine.Operations;
using Bot.Engine.Operations.Leads;
using Bot.Engine.Ports;
using Bot.Host.Workers;

namespace Bot.Host.Api.Homi;

/// <summary>Puts the area together. Needs <see cref="IRecordStore"/>, <see cref="IConversationStore"/>, <see cref="ISecrets"/>, <see cref="ILeadPartner"/>, <see cref="IPostbox"/>, <see cref="IEngineObserver"/> and a <see cref="TimeProvider"/>.</summary>
internal static class HomiServices
{
    public static IServiceCollection AddHomi(this IServiceCollection services, HomiOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(options.Desk);
        services.AddSingleton(all => new HomiMessages(options.Templates, all.GetRequiredService<IPostbox>(), all.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ICodeMessenger>(all => all.GetRequiredService<HomiMessages>());
        services.AddSingleton<ILeadNotices>(all => all.GetRequiredService<HomiMessages>());
        services.AddSingleton(all => new LeadDesk(
            all.GetRequiredService<ILeadPartner>(), all.GetRequiredService<IRecordStore>(), all.GetRequiredService<ISecrets>(), all.GetRequiredService<ILeadNotices>(),
            all.GetRequiredService<IConversationStore>().BuryAsync, options.Desk, all.GetRequiredService<TimeProvider>(), all.GetRequiredService<IEngineObserver>()));
        services.AddSingleton<LeadEnquiry>();
        services.AddSingleton(all => new OtpEndpoints(Codes(all, LeadCode.ApiPurpose), all.GetRequiredService<ICodeMessenger>(), new(options.ClientLimit, all.GetRequiredService<TimeProvider>()), options));
        services.AddSingleton(all => new LeadEndpoints(all.GetRequiredService<LeadDesk>(), all.GetRequiredService<LeadEnquiry>(), Codes(all, LeadCode.ApiPurpose), options, all.GetRequiredService<TimeProvider>()));
        services.AddHostedService<LeadRecovery>();
        return services;

        OneTimeCodes Codes(IServiceProvider all, string purpose) => CodesOf(all, options, purpose);
    }

    /// <summary>What the lead flows may call.</summary>
    public static IReadOnlyList<Operation> LeadOperations(IServiceProvider all)
    {
        var codes = CodesOf(all, all.GetRequiredService<HomiOptions>(), LeadCode.FlowPurpose);
        return
        [
            new SendLeadCode(codes, all.GetRequiredService<ICodeMessenger>()),
            new VerifyLeadCode(codes),
            new IsOwnNumber(),
            new CreateLead(all.GetRequiredService<LeadDesk>(), all.GetRequiredService<TimeProvider>()),
            new AskLeadStatus(all.GetRequiredService<LeadEnquiry>()),
        ];
    }

    private static OneTimeCodes CodesOf(IServiceProvider all, HomiOptions options, string purpose) =>
        new(purpose, LeadCode.Policy(options.CodeExpiry, options.ResendAfter), all.GetRequiredService<IRecordStore>(), all.GetRequiredService<ISecrets>(), all.GetRequiredService<TimeProvider>());
}

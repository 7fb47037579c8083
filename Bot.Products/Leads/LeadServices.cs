using Bot.Engine;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Products.Consents;
using Bot.Products.Leads.Inputs;
using Bot.Products.OneTimeCodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Bot.Products.Leads;

/// <summary>Registers loan leads.</summary>
public static class LeadServices
{
    /// <summary>
    /// Registers the operations <c>leads.*</c> and <c>consents.*</c>, the input types of loans, <see cref="LeadService"/>, <see cref="LeadEnquiry"/>, the
    /// notices to applicants, and the recovery of leads whose creation was broken off.
    /// </summary>
    /// <remarks>
    /// Consumes what <see cref="OneTimeCodeServices.AddOneTimeCodes"/> registers, <see cref="ILeadPartner"/>, <see cref="IRecordStore"/>,
    /// <see cref="IConversationStore"/>, <see cref="ISecrets"/>, <see cref="IOutboxWriter"/>, <see cref="IMessageRenderer"/>, <see cref="TimeProvider"/> and
    /// every <see cref="IEngineObserver"/>.
    /// </remarks>
    /// <param name="services">The container.</param>
    /// <param name="configure">Sets at least <see cref="LeadOptions.Owner"/>.</param>
    public static IServiceCollection AddLeads(this IServiceCollection services, Action<LeadOptions> configure)
    {
        services.AddOptions<LeadOptions>().Configure(configure).ValidateOnStart();
        foreach (var type in LeadInputTypes.All) services.AddInputType(type);
        return services
            .AddConsents()
            .AddSingleton<IValidateOptions<LeadOptions>, LeadOptionsValidator>()
            .AddSingleton(provider => provider.GetRequiredService<IOptions<LeadOptions>>().Value)
            .AddSingleton<ILeadNotices>(Notices)
            .AddSingleton(provider => new LeadService(
                provider.GetRequiredService<ILeadPartner>(), provider.GetRequiredService<IRecordStore>(),
                provider.GetRequiredService<ISecrets>(), provider.GetRequiredService<ILeadNotices>(),
                provider.GetRequiredService<IConversationStore>().AddDeadLetterAsync, provider.GetRequiredService<LeadOptions>(),
                Clock(provider), Observer(provider)))
            .AddSingleton(provider => new LeadEnquiry(
                provider.GetRequiredService<ILeadPartner>(), provider.GetRequiredService<IRecordStore>(),
                provider.GetRequiredService<ISecrets>(), provider.GetRequiredService<ILeadNotices>(), Clock(provider), Observer(provider)))
            .AddSingleton<IHostedService>(provider => new LeadRecoveryWorker(
                provider.GetRequiredService<LeadService>(), provider.GetRequiredService<LeadOptions>(), Clock(provider), Observer(provider)))
            .AddOperation(provider => new SendLeadCode(Codes(provider), provider.GetRequiredService<ICodeMessenger>()))
            .AddOperation(provider => new VerifyLeadCode(Codes(provider)))
            .AddOperation<IsOwnNumber>()
            .AddOperation(provider => new CreateLead(
                provider.GetRequiredService<LeadService>(), provider.GetRequiredService<ConsentRepository>(), Clock(provider)))
            .AddOperation(provider => new AskLeadStatus(provider.GetRequiredService<LeadEnquiry>()));
    }

    private static LeadNotices Notices(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<LeadOptions>();
        return new(options.CreatedTemplate, options.StatusTemplate, provider.GetRequiredService<IOutboxWriter>(), Clock(provider));
    }

    private static OneTimeCodeService Codes(IServiceProvider provider) => provider.GetRequiredKeyedService<OneTimeCodeService>(CodePurpose.Lead);

    private static Observers Observer(IServiceProvider provider) => new([.. provider.GetServices<IEngineObserver>()]);

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();
}

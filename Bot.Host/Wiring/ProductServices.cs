using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Conversations.Outbox;
using Bot.Gateways;
using Bot.Gateways.Channels.Gupshup;
using Bot.Gateways.Settings;
using Bot.Host.Api.Homi;
using Bot.Host.Settings;
using Bot.Products.Fastag;
using Bot.Products.Leads;
using Bot.Products.OneTimeCodes;
using Bot.Storage.Spool;

namespace Bot.Host.Wiring;

/// <summary>What flows may call, and what the HTTP API does, of the products.</summary>
internal static class ProductServices
{
    private const string LoginPurpose = "login";

    /// <summary>Codes by which agents log in.</summary>
    public static IServiceCollection AddOneTimeCodes(this IServiceCollection services) => services
        .AddKeyedSingleton(LoginPurpose, (all, _) => CodesFor(LoginPurpose, SendLoginCode.Policy, all))
        .AddSingleton<Operation>(all => new SendLoginCode(all.GetRequiredKeyedService<OneTimeCodeService>(LoginPurpose), all.GetRequiredService<ISmsGateway>(), SendLoginCode.DefaultText))
        .AddSingleton<Operation>(all => new VerifyLoginCode(all.GetRequiredKeyedService<OneTimeCodeService>(LoginPurpose)));

    /// <summary>Loan leads and the codes that prove an applicant's number, for the API and for flows; codes are keyed by purpose.</summary>
    public static IServiceCollection AddLeads(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddSingleton(all => HomiOf(all, configuration))
            .AddSingleton(all => all.GetRequiredService<HomiOptions>().Desk)
            .AddSingleton(all => new HomiMessages(all.GetRequiredService<HomiOptions>().Templates, all.GetRequiredService<IOutboxWriter>(), all.GetRequiredService<TimeProvider>()))
            .AddSingleton<ICodeMessenger>(all => all.GetRequiredService<HomiMessages>())
            .AddSingleton<ILeadNotices>(all => all.GetRequiredService<HomiMessages>())
            .AddSingleton(all => ActivatorUtilities.CreateInstance<LeadService>(all, (Func<DeadLetter, CancellationToken, Task>)all.GetRequiredService<IConversationStore>().BuryAsync, all.GetRequiredService<Observers>()))
            .AddSingleton(all => ActivatorUtilities.CreateInstance<LeadEnquiry>(all, all.GetRequiredService<Observers>()))
            .AddKeyedSingleton(LeadCode.FlowPurpose, (all, _) => CodesFor(LeadCode.FlowPurpose, LeadPolicy(all), all))
            .AddKeyedSingleton(LeadCode.ApiPurpose, (all, _) => CodesFor(LeadCode.ApiPurpose, LeadPolicy(all), all))
            .AddSingleton<Operation>(all => new SendLeadCode(all.GetRequiredKeyedService<OneTimeCodeService>(LeadCode.FlowPurpose), all.GetRequiredService<ICodeMessenger>()))
            .AddSingleton<Operation>(all => new VerifyLeadCode(all.GetRequiredKeyedService<OneTimeCodeService>(LeadCode.FlowPurpose)))
            .AddSingleton<Operation, IsOwnNumber>()
            .AddSingleton<Operation, CreateLead>()
            .AddSingleton<Operation, AskLeadStatus>();
        return DatabaseOptions.Of(configuration).Postgres is null ? services : services.AddSingleton(FallbackCodesOf);
    }

    /// <summary>Agents, vehicles and tags: our own records, which the partner's operations keep up to date.</summary>
    public static IServiceCollection AddFastag(this IServiceCollection services) => services
        .AddSingleton<AgentRepository>()
        .AddSingleton<VehicleRepository>()
        .AddSingleton<TagRepository>()
        .AddSingleton<TagReservations>()
        .AddSingleton<TagRecords>()
        .AddSingleton(all => all.GetRequiredService<TagRecords>().Reserve)
        .Around((operation, all) => all.GetRequiredService<TagRecords>().Recorded(operation));

    /// <summary>Puts something around each operation that is registered so far.</summary>
    private static IServiceCollection Around(this IServiceCollection services, Func<Operation, IServiceProvider, Operation> around)
    {
        for (var at = 0; at < services.Count; at++)
        {
            if (services[at] is not { ServiceType: var type, IsKeyedService: false } inner || type != typeof(Operation)) continue;

            services[at] = ServiceDescriptor.Singleton(all => around((Operation)(inner.ImplementationFactory?.Invoke(all) ?? ActivatorUtilities.CreateInstance(all, inner.ImplementationType!)), all));
        }

        return services;
    }

    private static OneTimeCodeService CodesFor(string purpose, CodePolicy policy, IServiceProvider all) =>
        new(purpose, policy, all.GetRequiredService<IRecordStore>(), all.GetRequiredService<ISecrets>(), all.GetRequiredService<TimeProvider>());

    private static CodePolicy LeadPolicy(IServiceProvider all) => LeadCode.Policy(all.OptionsOf<CodeOptions>().Expiry, all.OptionsOf<CodeOptions>().ResendAfter);

    private static FallbackCodes FallbackCodesOf(IServiceProvider all)
    {
        var (local, clock) = (all.GetRequiredService<LocalFallback>(), all.GetRequiredService<TimeProvider>());
        return new(
            local.Codes, new(LeadCode.ApiPurpose, LeadPolicy(all), local.Codes, all.GetRequiredService<ISecrets>(), clock),
            new HomiMessages(all.GetRequiredService<HomiOptions>().Templates, local.Postbox, clock), all.GetRequiredService<IRecordStore>(), local.Spool, clock);
    }

    private static HomiOptions HomiOf(IServiceProvider all, IConfiguration configuration)
    {
        var (codes, gupshup) = (all.OptionsOf<CodeOptions>(), all.OptionsOf<GupshupOptions>());
        return new()
        {
            CodeExpiry = codes.Expiry,
            ResendAfter = codes.ResendAfter,
            ClientLimit = codes.ClientLimit,
            ExposeCode = codes.Expose || GatewayList.ModeOf(GupshupGateway.Definition.Name, configuration) == GatewayMode.Sandbox,
            Templates = new(gupshup.OtpTemplateId, gupshup.OtpSourceName, gupshup.LeadCreationTemplateId, gupshup.LeadCreationSourceName, gupshup.LeadStatusTemplateId, gupshup.LeadStatusSourceName),
            Desk = new() { Owner = all.GetRequiredService<OutboxSettings>().Owner },
        };
    }
}

using Bot.Host.Access;
using Bot.Host.Desk.Figures;
using Bot.Host.Desk.Inbox;
using Bot.Host.Desk.Live;
using Bot.Host.Desk.Operators;
using Bot.Host.Desk.People;
using Bot.Host.Desk.Talks;
using Bot.Host.Desk.Versions;
using Bot.Host.History;
using Bot.Host.Wiring;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bot.Host.Desk;

/// <summary>The desk's services.</summary>
internal static class DeskServices
{
    /// <summary>For an alert.</summary>
    private static readonly TimeSpan AlertTimeout = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddDesk(this IServiceCollection services)
    {
        services.TryAddSingleton<AuditTrail>();
        services.AddHttpClient(HumanAlerts.Client, client => client.Timeout = AlertTimeout);
        return services
            .AddDeskCookies()
            .AddSingleton<OperatorRepository>()
            .AddSingleton<SignIns>()
            .AddSingleton<SignInEndpoints>()
            .AddSingleton<OperatorEndpoints>()
            .AddSingleton<InboxLists>()
            .AddSingleton<InboxEndpoints>()
            .AddSingleton<FigureEndpoints>()
            .AddSingleton<VersionEndpoints>()
            .AddSingleton<Notes>()
            .AddSingleton<QuickReplies>()
            .AddSessionFlows()
            .AddSingleton<TalkLines>()
            .AddSingleton<TalkEndpoints>()
            .AddSingleton<TalkActs>()
            .AddSingleton<DeskFeed>()
            .AddSingleton<DeskStream>()
            .AddSingleton<AlertMail>()
            .AddSingleton<HumanAlerts>()
            .AddHostedService(all => all.GetRequiredService<HumanAlerts>())
            .AddSingleton<HumanTimeOver>()
            .AddHostedService(all => all.GetRequiredService<HumanTimeOver>())
            .AddObserver<DeskObserver>();
    }
}

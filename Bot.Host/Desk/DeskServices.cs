using Bot.Engine.Abstractions;
using Bot.Host.Desk.Care;
using Bot.Host.Desk.Figures;
using Bot.Host.Desk.Inbox;
using Bot.Host.Desk.Live;
using Bot.Host.Desk.Operators;
using Bot.Host.Desk.People;
using Bot.Host.Desk.Talks;
using Bot.Host.Desk.Versions;
using Bot.Host.Figures;
using Bot.Host.History;
using Bot.Host.Settings;
using Bot.Host.Wiring;

namespace Bot.Host.Desk;

/// <summary>The desk's services.</summary>
internal static class DeskServices
{
    /// <summary>For an alert.</summary>
    private static readonly TimeSpan AlertTimeout = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddDesk(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHttpClient(HumanAlerts.Client, client => client.Timeout = AlertTimeout);
        return services
            .AddDeskCookies()
            .AddOpenIdSignIn(OpenIdOptions.Of(configuration))
            .AddCare()
            .AddSingleton<OperatorRepository>()
            .AddSingleton<SignIns>()
            .AddSingleton<SignInEndpoints>()
            .AddSingleton<OperatorEndpoints>()
            .AddSingleton<InboxLists>()
            .AddSingleton<InboxEndpoints>()
            .AddSingleton<RejectSample>()
            .AddFlowFigures()
            .AddSingleton<FigureReader>()
            .AddSingleton<FigureEndpoints>()
            .AddSingleton<FigureFiles>()
            .AddSingleton<VersionEndpoints>()
            .AddSingleton<Notes>()
            .AddSingleton<QuickReplies>()
            .AddSessionFlows()
            .AddSingleton<TalkLines>()
            .AddSingleton<TalkEndpoints>()
            .AddSingleton<TalkActs>()
            .AddSingleton<TalkFiles>()
            .AddSingleton<DeskFeed>()
            .AddSingleton<DeskStream>()
            .AddSingleton<AlertMail>()
            .AddSingleton<HumanAlerts>()
            .AddHostedService(all => all.GetRequiredService<HumanAlerts>())
            .AddSingleton<HumanTimeOver>()
            .AddHostedService(all => all.GetRequiredService<HumanTimeOver>())
            .AddObserver<DeskObserver>()
            .AddObserver<HumanWaits>()
            .AddSingleton<IHumanWait>(all => all.GetRequiredService<HumanWaits>());
    }
}

using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Conversations.Outbox;
using Bot.Engine.Conversations.Timers;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Host.Webhooks;
using Bot.Host.Wiring;
using Bot.Products.Consents;
using Bot.Products.Fastag;
using Bot.Products.OneTimeCodes;
using Bot.Storage.Abstractions;
using Bot.Storage.Media;
using Bot.Templates.Loading;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Support;

/// <summary>A bot that runs already, as services of a web host beside it.</summary>
internal static class RunningBot
{
    private static readonly Type[] Shared =
    [
        typeof(IStore), typeof(IConversationStore), typeof(IConversationLists), typeof(IConversationInspector),
        typeof(IRecordStore), typeof(IRecordLists), typeof(ISecrets),
        typeof(MediaLibrary), typeof(IMediaLibrary), typeof(MessageCatalogue), typeof(FlowSet),
        typeof(IVocabulary), typeof(IMessageRenderer), typeof(StateMachine),
        typeof(ConversationRunner), typeof(OutboxPump), typeof(TimerPump), typeof(IInboundDispatcher), typeof(IVehicleCatalogue),
        typeof(AgentRepository), typeof(VehicleRepository), typeof(TagRepository), typeof(TagReservations), typeof(ConsentRepository),
    ];

    public static IServiceCollection AddRunning(this IServiceCollection services, HeadlessBot bot)
    {
        foreach (var type in Shared) services.AddSingleton(type, bot.Services.GetRequiredService(type));
        return services.AddKeyedSingleton(CodePurpose.Login, bot.Services.GetRequiredKeyedService<OneTimeCodeService>(CodePurpose.Login));
    }
}

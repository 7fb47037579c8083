using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Host.Settings;

namespace Bot.Host.DirectLine;

/// <summary>Direct Line as services: its channel where conversations run, its endpoints where HTTP is served.</summary>
internal static class DirectLineServices
{
    /// <summary>The channel alone.</summary>
    public static IServiceCollection AddDirectLineChannel(this IServiceCollection services, IConfiguration configuration) =>
        DirectLineOptions.IsOn(configuration)
            ? services.AddSingleton<ConversationStreams>().AddSingleton<ConversationLog>().AddSingleton<IChannel, DirectLineChannel>()
            : services;

    public static IServiceCollection AddDirectLine(this IServiceCollection services, IConfiguration configuration)
    {
        if (!DirectLineOptions.IsOn(configuration)) return services;

        return services.AddSingleton<TypingNotifier>().AddSingleton<IEngineObserver>(all => all.GetRequiredService<TypingNotifier>())
            .AddHostedService<ConversationLogPruner>()
            .AddSingleton<DirectLineTokens>().AddSingleton<DirectLineAccess>().AddSingleton<DirectLineIntake>().AddSingleton<UploadForm>()
            .AddSingleton<PhotoAnswers>()
            .AddSingleton<DirectLineEndpoints>().AddSingleton<DirectLineSocket>();
    }
}

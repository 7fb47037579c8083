using Bot.Gateways;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Bot.Host.Settings;

/// <summary>The host's options, bound from the configuration and checked before anything opens.</summary>
internal static class OptionsServices
{
    public static IServiceCollection AddBotOptions(this IServiceCollection services, IConfiguration configuration)
    {
        var deployment = DeploymentOptions.Of(configuration);
        services.TryAddSingleton(configuration);
        return services
            .AddSingleton<IOptions<LogOptions>>(_ => Options.Create(LogOptions.Of(configuration)))
            .AddSingleton(Options.Create(FolderOptions.Of(configuration)))
            .AddSingleton(Options.Create(ConsoleOptions.Of(configuration)))
            .Add<DeploymentOptions>(configuration, _ => FaultsOf(configuration))
            .Add<ServerOptions>(configuration.GetSection(ServerOptions.Section), ServerOptions.Faults)
            .Add<DatabaseOptions>(configuration.GetSection(DatabaseOptions.Section), DatabaseOptions.Faults,
                options => options.Working = FolderOptions.Of(configuration).Working)
            .Add<ClusterSettings>(configuration.GetSection(ClusterSettings.Section),
                settings => ClusterSettings.Faults(settings, DatabaseOptions.Of(configuration)),
                settings => settings.Working = FolderOptions.Of(configuration).Working)
            .Add<SealingOptions>(configuration.GetSection(SealingOptions.Section), options => SealingOptions.Faults(options, deployment))
            .Add<AccessOptions>(configuration.GetSection(AccessOptions.Section), options => AccessOptions.Faults(options, deployment),
                options => options.Flows = FolderOptions.Of(configuration).Flows)
            .Add<CodeOptions>(configuration.GetSection(CodeOptions.Section), options => CodeOptions.Faults(options, deployment))
            .Add<DirectLineOptions>(configuration.GetSection(DirectLineOptions.Section), options => DirectLineOptions.Faults(options, deployment))
            .Add<DeskOptions>(configuration.GetSection(DeskOptions.Section), DeskOptions.Faults)
            .Add<OpenIdOptions>(configuration.GetSection(OpenIdOptions.Section), OpenIdOptions.Faults)
            .Add<MessagingOptions>(configuration.GetSection(MessagingOptions.Section), _ => [])
            .Add<ConsentOptions>(configuration.GetSection(ConsentOptions.Section), _ => [])
            .Add<OutboxOptions>(configuration.GetSection(OutboxOptions.Section), _ => [])
            .Add<ConversationOptions>(configuration.GetSection(ConversationOptions.Section), _ => [])
            .Add<PublishingOptions>(configuration.GetSection(PublishingOptions.Section), _ => [])
            .Add<RetentionOptions>(configuration.GetSection(RetentionOptions.Section), _ => []);
    }

    /// <param name="faults">A sentence for each fault, with the name that people set; see <see cref="Bot.Gateways.Settings.MissingSetting"/>.</param>
    private static IServiceCollection Add<TOptions>(this IServiceCollection services, IConfiguration section, Func<TOptions, IEnumerable<string>> faults,
        Action<TOptions>? complete = null)
        where TOptions : class
    {
        var options = services.AddOptions<TOptions>().Bind(section).ValidateOnStart();
        if (complete is not null) options.PostConfigure(complete);
        return services.AddSingleton<IValidateOptions<TOptions>>(new Check<TOptions>(faults));
    }

    private static IEnumerable<string> FaultsOf(IConfiguration configuration) =>
        [.. configuration.GetSection(FlatSettings.FaultsKey).GetChildren().Select(fault => fault.Value ?? ""), .. GatewayList.UnknownNames(configuration),
            .. TelemetryOptions.Of(configuration).Faults()];

    private sealed class Check<TOptions>(Func<TOptions, IEnumerable<string>> faults) : IValidateOptions<TOptions>
        where TOptions : class
    {
        public ValidateOptionsResult Validate(string? name, TOptions options) =>
            faults(options).ToList() is { Count: > 0 } found ? ValidateOptionsResult.Fail(found) : ValidateOptionsResult.Success;
    }
}

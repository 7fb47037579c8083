using Bot.Gateways;
using Bot.Gateways.Channels;
using Bot.Gateways.Channels.Gupshup;
using Bot.Gateways.Channels.Interakt;
using Bot.Gateways.Channels.MetaCloud;
using Bot.Gateways.Partners.BasicApplication;
using Bot.Gateways.Partners.Shauryapay;
using Bot.Gateways.Partners.Shauryapay.Wire;
using Bot.Gateways.Partners.Sms;
using Bot.Gateways.Settings;
using Bot.Host.Settings;
using Bot.Host.Wiring;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Settings;

/// <summary>All options as the services of a bot get them; those of gateways as they are set, before a sandbox takes a partner's place.</summary>
internal sealed class ReadSettings
{
    private IConfiguration _configuration = new ConfigurationBuilder().Build();

    public required DeploymentOptions Deployment { get; init; }

    public required ListenAddress Listen { get; init; }

    public required DatabaseOptions Database { get; init; }

    public required FolderOptions Folders { get; init; }

    public required LogOptions Logs { get; init; }

    public required AccessOptions Access { get; init; }

    public required ConsoleOptions Console { get; init; }

    public required CodeOptions Codes { get; init; }

    public required OutboxOptions Outbox { get; init; }

    public required RetentionOptions Retention { get; init; }

    public required TelemetryOptions Telemetry { get; init; }

    public required MediaOptions Media { get; init; }

    public required MetaOptions Meta { get; init; }

    public required GupshupOptions Gupshup { get; init; }

    public required InteraktOptions Interakt { get; init; }

    public required ShauryapayOptions Shauryapay { get; init; }

    public required BhashSmsOptions Sms { get; init; }

    public required BasicApplicationOptions BasicApplication { get; init; }

    /// <summary>By the gateway's name.</summary>
    public required IReadOnlyDictionary<string, GatewayMode> Modes { get; init; }

    public required IReadOnlyCollection<string> Secrets { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public IConfiguration Configuration() => _configuration;

    /// <exception cref="SettingsException">Something is malformed or missing.</exception>
    public static ReadSettings Of(IConfiguration configuration)
    {
        using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddBotOptions(configuration).AddGateways(configuration)
            .BuildServiceProvider();
        SettingsCheck.ThrowIfFaulty(services);
        return new()
        {
            _configuration = configuration,
            Deployment = services.OptionsOf<DeploymentOptions>(),
            Listen = services.OptionsOf<ServerOptions>().Listen,
            Database = services.OptionsOf<DatabaseOptions>(),
            Folders = services.OptionsOf<FolderOptions>(),
            Logs = services.OptionsOf<LogOptions>(),
            Access = services.OptionsOf<AccessOptions>(),
            Console = services.OptionsOf<ConsoleOptions>(),
            Codes = services.OptionsOf<CodeOptions>(),
            Outbox = services.OptionsOf<OutboxOptions>(),
            Retention = services.OptionsOf<RetentionOptions>(),
            Telemetry = TelemetryOptions.Of(configuration),
            Media = services.OptionsOf<MediaOptions>(),
            Meta = AsSet<MetaOptions>(MetaGateway.Definition, configuration),
            Gupshup = AsSet<GupshupOptions>(GupshupGateway.Definition, configuration),
            Interakt = AsSet<InteraktOptions>(InteraktGateway.Definition, configuration),
            Shauryapay = AsSet<ShauryapayOptions>(ShauryapayGateway.Definition, configuration),
            Sms = AsSet<BhashSmsOptions>(BhashSmsGateway.Definition, configuration),
            BasicApplication = AsSet<BasicApplicationOptions>(BasicApplicationGateway.Definition, configuration),
            Modes = GatewayList.All.ToDictionary(gateway => gateway.Name, gateway => new GatewayModes(configuration).ModeOf(gateway)),
            Secrets = SettingTables.SecretsIn(configuration),
            Notes = SettingTables.NotesOn(configuration),
        };
    }

    private static TOptions AsSet<TOptions>(Gateway gateway, IConfiguration configuration)
        where TOptions : new() => gateway.SectionOf(configuration).Get<TOptions>() ?? new();
}

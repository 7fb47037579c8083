using Bot.Gateways.Channels;
using Bot.Gateways.Channels.BotFramework;
using Bot.Gateways.Channels.Gupshup;
using Bot.Gateways.Channels.Interakt;
using Bot.Gateways.Channels.MetaCloud;
using Bot.Gateways.Http;
using Bot.Gateways.Operations;
using Bot.Gateways.Partners.Bajaj;
using Bot.Gateways.Partners.BasicApplication;
using Bot.Gateways.Partners.Shauryapay;
using Bot.Gateways.Partners.Sms;
using Bot.Gateways.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Gateways;

/// <summary>
/// Every channel and partner. A new one is a folder of its own and a line here: settings, services, webhook, <c>PARTNERS_OFF</c> and the checks of env.example
/// follow.
/// </summary>
public static class GatewayList
{
    public static IReadOnlyList<Gateway> All { get; } =
    [
        MetaGateway.Definition,
        GupshupGateway.Definition,
        InteraktGateway.Definition,
        BotFrameworkGateway.Definition,
        ShauryapayGateway.Definition,
        BajajGateway.Definition,
        BhashSmsGateway.Definition,
        BasicApplicationGateway.Definition,
    ];

    /// <summary>The settings that all gateways share.</summary>
    public static IReadOnlyList<SettingTable> SharedTables { get; } =
    [
        new("Gateways", Setting.List("PARTNERS_OFF", "Off"), Setting.Flag("ALLOW_PLAIN_HTTP", "AllowPlainHttp")),
        new(MediaOptions.Section, Setting.List("MEDIA_ALLOWED_HOSTS", nameof(MediaOptions.AllowedHosts))),
        HttpOperationOptions.Table,
    ];

    /// <summary>All gateways: those that are live or sandboxed as clients, those that are left out as what stands in their place.</summary>
    public static IServiceCollection AddGateways(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MediaOptions>().Bind(configuration.GetSection(MediaOptions.Section)).PostConfigure(media => AllowSandbox(media, configuration));
        if (SandboxOf(configuration) is { } sandbox) services.AddSingleton(_ => new SandboxPass(sandbox));
        foreach (var gateway in All) gateway.Add(services, configuration);
        return services;
    }

    public static bool AnySandboxed(IConfiguration configuration) => AnySandboxed(new GatewayModes(configuration));

    /// <summary>The mode of one of <see cref="All"/>, by its name.</summary>
    public static GatewayMode ModeOf(string name, IConfiguration configuration) =>
        new GatewayModes(configuration).ModeOf(All.Single(gateway => gateway.Name == name));

    /// <summary>Lines for the start: who is sandboxed or left out, and why.</summary>
    public static IEnumerable<string> Notes(IConfiguration configuration)
    {
        var modes = new GatewayModes(configuration);
        return All.SelectMany(modes.NotesOn);
    }

    /// <returns>A sentence for each name in <c>PARTNERS_OFF</c> that no gateway bears: it would leave a partner on that was meant to be left out.</returns>
    public static IEnumerable<string> UnknownNames(IConfiguration configuration) =>
        from name in new GatewayModes(configuration).Off
        where !All.Any(gateway => gateway.Name == name)
        select $"PARTNERS_OFF: \"{name}\" is no partner; write names of {string.Join(", ", All.Select(gateway => gateway.Name))}, e.g. PARTNERS_OFF=interakt,sms";

    private static bool AnySandboxed(GatewayModes modes) => All.Any(gateway => modes.ModeOf(gateway) == GatewayMode.Sandbox);

    private static void AllowSandbox(MediaOptions media, IConfiguration configuration)
    {
        if (SandboxOf(configuration) is { } sandbox) media.AllowedHosts = [.. media.AllowedHosts, sandbox.Authority];
    }

    /// <summary>Where the sandbox is served; null where nothing is sandboxed.</summary>
    private static Uri? SandboxOf(IConfiguration configuration)
    {
        var modes = new GatewayModes(configuration);
        return AnySandboxed(modes) && Uri.TryCreate(modes.SandboxUrl + "/", UriKind.Absolute, out var sandbox) ? sandbox : null;
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bot.Gateways.Settings;

/// <summary>Options of a gateway: bound from its section, pointed at the sandbox where it is sandboxed, and checked at the start.</summary>
internal static class GatewayOptions
{
    /// <param name="sandboxed">Points the options at the sandbox; told the address at which it is served.</param>
    public static OptionsBuilder<TOptions> AddGatewayOptions<TOptions>(this IServiceCollection services, Gateway gateway, IConfiguration configuration,
        Action<TOptions, string> sandboxed)
        where TOptions : class
    {
        var modes = new GatewayModes(configuration);
        services.AddSingleton<IValidateOptions<TOptions>>(new Check<TOptions>(gateway, modes));
        var options = services.AddOptions<TOptions>().Bind(gateway.SectionOf(configuration)).ValidateOnStart();
        return modes.ModeOf(gateway) == GatewayMode.Sandbox ? options.PostConfigure(bound => sandboxed(bound, modes.SandboxUrl)) : options;
    }

    private sealed class Check<TOptions>(Gateway gateway, GatewayModes modes) : IValidateOptions<TOptions>
        where TOptions : class
    {
        public ValidateOptionsResult Validate(string? name, TOptions options) =>
            modes.MissingOf(gateway).Select(MissingSetting.Of).Concat(modes.PlainFaultsOf(gateway)).ToList() is { Count: > 0 } faults
                ? ValidateOptionsResult.Fail(faults)
                : ValidateOptionsResult.Success;
    }
}

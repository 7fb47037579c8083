using Bot.Gateways;
using Bot.Gateways.Settings;
using Microsoft.Extensions.Options;

namespace Bot.Host.Settings;

/// <summary>Runs the checks of all options, and tells everything that is wrong at once.</summary>
internal static class SettingsCheck
{
    /// <exception cref="SettingsException">Something is malformed or missing.</exception>
    public static void ThrowIfFaulty(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (Exception faulty) when (FailuresOf(faulty) is { Count: > 0 } failures)
        {
            throw new SettingsException(
                [.. failures.Where(failure => MissingSetting.NameIn(failure) is null).Distinct()],
                [.. failures.Select(MissingSetting.NameIn).OfType<string>().Distinct()],
                services.GetRequiredService<IConfiguration>()[GatewayModes.EnvironmentKey] ?? "Production");
        }
    }

    /// <summary>For what needs settings and no container.</summary>
    /// <exception cref="SettingsException">Something is malformed or missing.</exception>
    public static void ThrowIfFaulty(IConfiguration configuration)
    {
        using var provider = new ServiceCollection().AddBotOptions(configuration).AddGateways(configuration).BuildServiceProvider();
        ThrowIfFaulty(provider);
    }

    private static List<string> FailuresOf(Exception faulty) => faulty switch
    {
        OptionsValidationException one => [.. one.Failures],
        AggregateException all => [.. all.InnerExceptions.OfType<OptionsValidationException>().SelectMany(one => one.Failures)],
        _ => [],
    };
}

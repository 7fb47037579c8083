using System.Collections;
using System.Globalization;
using Bot.Gateways.Settings;

namespace Bot.Host.Settings;

/// <summary>
/// The configuration of a bot: process environment, <c>.env</c>, the working folder's <c>appsettings.json</c>, the published one, strongest first.
/// </summary>
internal static class BotConfiguration
{
    /// <summary>From the process environment, the working folder and the program's folder.</summary>
    public static IConfigurationRoot Standard()
    {
        var process = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
        return From(process, Directory.GetCurrentDirectory(), AppContext.BaseDirectory);
    }

    /// <param name="working">The working folder.</param>
    /// <param name="published">The folder of the program.</param>
    /// <param name="flows">The flows folder; null for that of the working folder or, without one, of the program.</param>
    public static IConfigurationRoot From(IReadOnlyDictionary<string, string> process, string working, string published, string? flows = null)
    {
        var env = EnvFile.Read(Path.Combine(working, ".env"));
        var layers = new List<SettingLayer> { new("the environment", process, false), new(".env", env.Values, true) };
        var faults = new List<string>(env.Faults);
        foreach (var folder in new[] { working, published }.Select(Path.GetFullPath).Select(Path.TrimEndingDirectorySeparator).Distinct())
        {
            var (values, wrong) = AppSettingsFile.Read(Path.Combine(folder, "appsettings.json"));
            layers.Add(new("appsettings.json", values, true));
            faults.AddRange(wrong);
        }

        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                [$"{FolderOptions.Section}:{nameof(FolderOptions.Working)}"] = working,
                [$"{FolderOptions.Section}:{nameof(FolderOptions.Data)}"] = Path.Combine(working, "data"),
                [$"{FolderOptions.Section}:{nameof(FolderOptions.Flows)}"] = flows ?? FolderOptions.FlowsIn(working, published),
            })
            .Add(new FlatSettings(layers, SettingTables.All, faults, [.. env.Notes()]))
            .Build();
        configuration[GatewayModes.SandboxKey] = OwnSandbox(configuration);
        return configuration;
    }

    /// <summary>The port is known now; the sandbox, unless it is served elsewhere, is at it.</summary>
    public static void ListenOn(IConfiguration configuration, int port)
    {
        var own = configuration[GatewayModes.SandboxKey] == OwnSandbox(configuration);
        configuration[$"{ServerOptions.Section}:{nameof(ServerOptions.Port)}"] = port.ToString(CultureInfo.InvariantCulture);
        if (own) configuration[GatewayModes.SandboxKey] = OwnSandbox(configuration);
    }

    /// <summary>Where this host serves the sandbox.</summary>
    private static string OwnSandbox(IConfiguration configuration) => $"{ListenAddress.Of(configuration).Loopback.AbsoluteUri}sandbox";
}

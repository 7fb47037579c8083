using Bot.Gateways.Settings;

namespace Bot.Host.Settings;

/// <summary>The console at <c>/</c>.</summary>
internal sealed class ConsoleOptions
{
    private const string Section = "Console";

    public static SettingTable Table { get; } = new(Section, Setting.Flag("CONSOLE", nameof(Enabled)));

    /// <summary>Whether it is served. Default: in Development, to callers on this machine; elsewhere only when switched on, and then with a key.</summary>
    public bool Enabled { get; set; }

    public static ConsoleOptions Of(IConfiguration configuration) =>
        new() { Enabled = configuration.GetValue<bool?>($"{Section}:{nameof(Enabled)}") ?? DeploymentOptions.Of(configuration).IsDevelopment };
}

using Bot.Gateways.Settings;

namespace Bot.Host.Settings;

/// <summary>What kind of deployment this is.</summary>
internal sealed class DeploymentOptions
{
    private static readonly SettingForm Name = SettingForm.Text with
    {
        Read = name => name.Equals(GatewayModes.Development, StringComparison.OrdinalIgnoreCase) ? GatewayModes.Development : name,
    };

    public static SettingTable Table { get; } = new("",
        new Setting("ASPNETCORE_ENVIRONMENT", GatewayModes.EnvironmentKey, Name),
        new Setting("DOTNET_ENVIRONMENT", GatewayModes.EnvironmentKey, Name));

    /// <summary><c>Development</c> allows sandboxes and local use without keys; every other name is as strict as <c>Production</c>, the default.</summary>
    public string Environment { get; set; } = "Production";

    public bool IsDevelopment => Environment == GatewayModes.Development;

    public static DeploymentOptions Of(IConfiguration configuration) => new() { Environment = configuration[GatewayModes.EnvironmentKey] ?? "Production" };
}

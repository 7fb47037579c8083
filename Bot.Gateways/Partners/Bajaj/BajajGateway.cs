using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Gateways.Http;
using Bot.Gateways.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Gateways.Partners.Bajaj;

/// <summary>
/// Bajaj, the issuer behind Shauryapay, as a partner of Bot: for the photos by which a tag proves its vehicle again, which Shauryapay does not pass on.
/// </summary>
public static class BajajGateway
{
    /// <summary>The channel that the sandbox takes.</summary>
    public const string SandboxChannel = "SANDBOX";

    /// <summary>The aggregator's number there.</summary>
    public const string SandboxAgentId = "70000";

    /// <summary>The key of its bodies.</summary>
    public const string SandboxEncryptionKey = "sandbox.key.of.32.characters.000";

    public static Gateway Definition { get; } = new("bajaj", "Bajaj", new("Partners:Bajaj",
        Setting.Link("BAJAJ_API_URL", nameof(BajajOptions.BaseUrl)).Credential(),
        Setting.Text("BAJAJ_CHANNEL", nameof(BajajOptions.Channel)).Credential(),
        Setting.Text("BAJAJ_AGENT_ID", nameof(BajajOptions.AgentId)).Credential(),
        Setting.Secret("BAJAJ_ENCRYPTION_KEY", nameof(BajajOptions.EncryptionKey)).Credential()), AddBajaj)
    { IsOptional = true };

    public static IServiceCollection AddBajaj(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddGatewayOptions<BajajOptions>(Definition, configuration, PointAtSandbox).Validate(
            options => options.EncryptionKey.Length == 0 || BajajCipher.IsKey(options.EncryptionKey),
            $"BAJAJ_ENCRYPTION_KEY: the key has {BajajCipher.KeyLength} characters, letters, digits and signs of ASCII without a space; what is set has not: write it as the partner gave it");
        var modes = new GatewayModes(configuration);
        var isDefault = !modes.Off.Contains(Definition.Name);
        return modes.ModeOf(Definition) == GatewayMode.Off
            ? services.AddAbsent<UploadKyvImage>(Definition, isDefault).AddAbsent<KyvImages>(Definition, isDefault)
            : services.AddPartnerClient(BajajClient.ClientName)
                .AddSingleton(all => ActivatorUtilities.CreateInstance<BajajClient>(all, NewId))
                .AddOperation<UploadKyvImage>()
                .AddOperation<KyvImages>();
    }

    private static readonly Func<string> NewId = () => Guid.NewGuid().ToString("N")[..16];

    private static void PointAtSandbox(BajajOptions options, string sandbox) =>
        (options.BaseUrl, options.Channel, options.AgentId, options.EncryptionKey) = ($"{sandbox}/bajaj", SandboxChannel, SandboxAgentId, SandboxEncryptionKey);
}

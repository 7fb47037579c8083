using Bot.Gateways.Settings;
using Bot.Storage.Sealing;

namespace Bot.Host.Settings;

/// <summary>What personal data is encrypted and signed with.</summary>
internal sealed class SealingOptions
{
    public const string Section = "Sealing";
    private const int ShortestKey = 16;

    public static SettingTable Table { get; } = new(Section, Setting.Secret("SECRET_KEY", nameof(SecretKey)));

    /// <summary>Secret. At least 16 characters outside of Development; there it may be empty (the default), and a file in the data folder stands in.</summary>
    public string SecretKey { get; set; } = "";

    public static SealingOptions Of(IConfiguration configuration) => new() { SecretKey = configuration[$"{Section}:{nameof(SecretKey)}"] ?? "" };

    /// <param name="data">The data folder.</param>
    public string KeyIn(string data) => SecretKey.Length > 0 ? SecretKey : SecretKeyFile.LoadOrCreate(data);

    /// <summary>What a command opens stored bodies with, by the configured key.</summary>
    public static Sealer SealerOf(IConfiguration configuration) => new Secrets(Of(configuration).KeyIn(FolderOptions.Of(configuration).Data)).Sealer;

    public static IEnumerable<string> Faults(SealingOptions options, DeploymentOptions deployment)
    {
        if (deployment.IsDevelopment) yield break;
        if (options.SecretKey.Length == 0) yield return MissingSetting.Of("SECRET_KEY");
        else if (options.SecretKey.Length < ShortestKey)
            yield return $"SECRET_KEY: shorter than {ShortestKey} characters, so it can be guessed; write e.g. what `openssl rand -base64 32` prints";
    }
}

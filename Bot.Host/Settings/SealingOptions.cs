using Bot.Gateways.Settings;
using Bot.Storage.Sealing;

namespace Bot.Host.Settings;

/// <summary>What personal data is encrypted and signed with.</summary>
internal sealed class SealingOptions
{
    public const string Section = "Sealing";

    /// <summary>What 32 hexadecimal digits reach with few exceptions in a million.</summary>
    private const int FewestCharacters = 10;

    private const int ShortestKey = 32;

    public static SettingTable Table { get; } = new(Section, Setting.Secret("SECRET_KEY", nameof(SecretKey)));

    /// <summary>
    /// Secret. One key, or <c>new,old</c> while it is changed: the first seals, every one opens. Outside of Development the first has at least 32 characters,
    /// 10 of them different; there it may be empty (the default), and a file in the data folder stands in, a key on each line.
    /// </summary>
    public string SecretKey { get; set; } = "";

    public static SealingOptions Of(IConfiguration configuration) => new() { SecretKey = configuration[$"{Section}:{nameof(SecretKey)}"] ?? "" };

    /// <param name="data">The data folder.</param>
    public string KeyIn(string data) => SecretKey.Length > 0 ? SecretKey : SecretKeyFile.LoadOrCreate(data);

    /// <summary>What a command opens stored bodies with, by the configured key.</summary>
    public static Sealer SealerOf(IConfiguration configuration) => new Secrets(Of(configuration).KeyIn(FolderOptions.Of(configuration).Data)).Sealer;

    public static IEnumerable<string> Faults(SealingOptions options, DeploymentOptions deployment)
    {
        if (deployment.IsDevelopment) yield break;
        var keys = KeyRing.Split(options.SecretKey);
        if (keys.Count == 0)
        {
            yield return MissingSetting.Of("SECRET_KEY");
        }
        else
        {
            if (keys[0].Length < ShortestKey || keys[0].Distinct().Count() < FewestCharacters)
            {
                yield return $"SECRET_KEY: the {(keys.Count == 1 ? "key" : "first key")} has fewer than {ShortestKey} characters, or fewer than {FewestCharacters} different ones, so it can be guessed;"
                    + " write e.g. what `openssl rand -base64 32` prints. What is sealed with another key stays readable as SECRET_KEY=NEW,OLD, and rotate-key seals it anew";
            }

            if (keys.Distinct(StringComparer.Ordinal).Count() < keys.Count) yield return "SECRET_KEY: the same key stands in it twice; write SECRET_KEY=NEW,OLD";
        }
    }
}

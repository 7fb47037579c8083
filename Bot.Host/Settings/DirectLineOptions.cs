using Bot.Gateways.Settings;

namespace Bot.Host.Settings;

/// <summary>Direct Line, over which Web Chat talks to the bot on anybody's page.</summary>
internal sealed class DirectLineOptions
{
    public const string Section = "DirectLine";

    /// <summary>Shortest secret outside of Development.</summary>
    private const int ShortestSecret = 24;

    public static SettingTable Table { get; } = new(Section,
        Setting.Secret("DIRECT_LINE_SECRET", nameof(Secret)),
        Setting.List("DIRECT_LINE_ORIGINS", nameof(Origins)),
        Setting.Link("DIRECT_LINE_URL", nameof(Url), "https://bot.example.com"),
        Setting.Duration("DIRECT_LINE_TOKEN_MINUTES", nameof(TokenLife), TimeSpan.FromMinutes(1), 20, 1440, 60),
        Setting.Text("WEB_CHAT_SCRIPT", nameof(Script)));

    /// <summary>
    /// Secret: what a website's server shows for a token; while it is changed <c>new,old</c>. Empty: in Development the page of the host alone gets tokens.
    /// </summary>
    public string Secret { get; set; } = "";

    /// <summary>Origins of the pages that may use it: <c>https://shop.example.com</c>. The host's own always may. Default: none besides.</summary>
    public IReadOnlyList<string> Origins { get; set; } = [];

    /// <summary>Where browsers reach this host, needed behind a proxy that ends TLS. Default: what the request says.</summary>
    public string Url { get; set; } = "";

    /// <summary>How long a token counts. Set in minutes, 20 to 1440; Web Chat renews its token every 15. Default: 60.</summary>
    public TimeSpan TokenLife { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>Address or file of <c>webchat.js</c> for the page that Development serves. Default: Microsoft's.</summary>
    public string Script { get; set; } = "https://cdn.botframework.com/botframework-webchat/4.18.1/webchat.js";

    public static DirectLineOptions Of(IConfiguration configuration) => configuration.GetSection(Section).Get<DirectLineOptions>() ?? new();

    /// <summary>Off outside of Development until a secret is set.</summary>
    public static bool IsOn(IConfiguration configuration) => Of(configuration).Secret.Length > 0 || DeploymentOptions.Of(configuration).IsDevelopment;

    public static IEnumerable<string> Faults(DirectLineOptions options, DeploymentOptions deployment)
    {
        var secrets = options.Secret.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (!deployment.IsDevelopment && secrets.Any(secret => secret.Length < ShortestSecret))
            yield return $"DIRECT_LINE_SECRET: a secret has {ShortestSecret} characters or more in Production; write what `openssl rand -hex 16` prints";
        foreach (var origin in options.Origins)
        {
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || uri.GetLeftPart(UriPartial.Authority) != origin)
                yield return $"DIRECT_LINE_ORIGINS: \"{origin}\" is no origin; write scheme, host and port alone, e.g. DIRECT_LINE_ORIGINS=https://shop.example.com";
        }
    }
}

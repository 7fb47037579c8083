using Serilog.Events;

namespace Bot.Host.Settings;

/// <summary>Makes <see cref="BotSettings"/> of the sources, or tells everything that is wrong at once.</summary>
internal static class SettingsFactory
{
    private const int ShortestSecretKey = 16;

    /// <summary>From the process environment, the working folder and the program's folder.</summary>
    /// <exception cref="SettingsException">Something is malformed or missing.</exception>
    public static BotSettings Standard()
    {
        var working = Directory.GetCurrentDirectory();
        return Create(SettingSources.Standard(working, AppContext.BaseDirectory), working, AppContext.BaseDirectory);
    }

    /// <exception cref="SettingsException">Something is malformed or missing.</exception>
    public static BotSettings Create(SettingSources sources, string working, string published)
    {
        var read = new SettingReader(sources);
        var environment = EnvironmentName(read);
        var development = environment == "Development";
        var partners = new PartnerReading(read, development);
        var settings = new BotSettings
        {
            Environment = environment,
            Listen = ListenSettings.Read(read),
            Database = DatabaseSettings.Read(read, working),
            Folders = new(working, Path.Combine(working, "data"), FlowsFolder(working, published)),
            Logs = ReadLogs(read, working),
            Telemetry = TelemetrySettings.Read(read),
            SecretKey = ReadSecretKey(read, development),
            Meta = partners.Meta(),
            Gupshup = partners.Gupshup(),
            Interakt = partners.Interakt(),
            Shauryapay = partners.Shauryapay(),
            Sms = partners.Sms(),
            BasicApplication = partners.BasicApplication(),
            Otp = ReadOtp(read, development),
            TranscriptKept = TimeSpan.FromDays(read.Whole("TRANSCRIPT_DAYS", 365, 1, 36_500)),
            OutboxSenders = read.Whole("OUTBOX_SENDERS", 128, 1, 1000),
            ApiKeys = ReadApiKeys(read, development),
            Console = read.Flag("CONSOLE", development),
            MediaAllowedHosts = read.Parts("MEDIA_ALLOWED_HOSTS"),
            Secrets = [],
            Notes = [],
        };
        partners.CheckNames();
        var supabase = ReadSupabase(read);
        if (read.Faults.Count > 0 || read.Missing.Count > 0)
            throw new SettingsException(read.Faults, read.Missing, environment);
        return settings with
        {
            Secrets = [.. read.Secrets, .. settings.ApiKeys.Select(key => key.Key)],
            Notes = [.. partners.Notes, .. supabase, .. Strangers(sources)],
        };
    }

    public static string EnvironmentName(SettingReader read)
    {
        var name = read.Text("ASPNETCORE_ENVIRONMENT", read.Text("DOTNET_ENVIRONMENT", "Production"));
        return name.Equals("development", StringComparison.OrdinalIgnoreCase) ? "Development" : name;
    }

    /// <summary>The working folder's flows where there are any, else those that came with the program.</summary>
    public static string FlowsFolder(string working, string published)
    {
        var own = Path.Combine(working, "flows");
        return Directory.Exists(own) ? own : Path.Combine(published, "flows");
    }

    /// <summary>DEBUG only makes the log talkative; what is allowed is the environment's name's to say.</summary>
    private static LogSettings ReadLogs(SettingReader read, string working)
    {
        var level = read.OneOf("LOG_LEVEL", LogEventLevel.Information);
        var debug = read.Flag("DEBUG", false);
        var file = read.Text("LOG_FILE");
        return new(debug && level > LogEventLevel.Debug ? LogEventLevel.Debug : level, file.Length == 0 ? "" : Path.GetFullPath(file, working), read.OneOf("LOG_FORMAT", LogFormat.Text));
    }

    private static string ReadSecretKey(SettingReader read, bool development)
    {
        var key = read.Secret("SECRET_KEY");
        if (development)
            return key;
        read.Need("SECRET_KEY");
        if (key.Length is > 0 and < ShortestSecretKey)
            read.Fault($"SECRET_KEY: shorter than {ShortestSecretKey} characters, so it can be guessed; write e.g. what `openssl rand -base64 32` prints");
        return key;
    }

    private static OtpSettings ReadOtp(SettingReader read, bool development)
    {
        var expose = read.Flag("OTP_EXPOSE", false);
        if (expose && !development)
            read.Fault("OTP_EXPOSE: codes are never shown in an answer in Production; remove it");
        return new(
            TimeSpan.FromMinutes(read.Whole("OTP_EXPIRY_MINUTES", 3, 1, 60)),
            TimeSpan.FromSeconds(read.Whole("OTP_RESEND_SECONDS", 30, 0, 3600)),
            read.Whole("OTP_CLIENT_LIMIT", 600, 0, 1_000_000), expose);
    }

    private static IReadOnlyList<ApiKeySetting> ReadApiKeys(SettingReader read, bool development)
    {
        if (!development)
            read.Need("API_KEYS");
        return ApiKeySetting.Read(read);
    }

    /// <summary>The seed's names are known, so that its <c>.env</c> works; the database itself is named by DATABASE_URL.</summary>
    private static IReadOnlyList<string> ReadSupabase(SettingReader read)
    {
        read.Secret("SUPABASE_ANON_KEY");
        read.Secret("SUPABASE_SERVICE_ROLE_KEY");
        return read.Link("SUPABASE_URL", "").Length == 0
            ? []
            : ["SUPABASE_URL is set but not used: the database is the one that DATABASE_URL names."];
    }

    private static IEnumerable<string> Strangers(SettingSources sources) =>
        sources.Strangers().Select(stranger => $"{stranger.Name} in {stranger.Source} is no setting of Bot: see env.example.");
}

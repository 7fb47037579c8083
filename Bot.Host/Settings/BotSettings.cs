using Serilog.Events;

namespace Bot.Host.Settings;

/// <summary>Everything that can be set, read once at the start. Names and meaning: <c>env.example</c>.</summary>
internal sealed record BotSettings
{
    /// <summary><c>Development</c> allows sandboxes and local use without keys; every other name is as strict as <c>Production</c>, the default.</summary>
    public required string Environment { get; init; }

    public bool Development => Environment == "Development";

    public required ListenSettings Listen { get; init; }

    public required DatabaseSettings Database { get; init; }

    public required FolderSettings Folders { get; init; }

    public required LogSettings Logs { get; init; }

    public required TelemetrySettings Telemetry { get; init; }

    /// <summary>Encrypts and signs what is kept; empty in Development only, where a file in the data folder stands in.</summary>
    public required string SecretKey { get; init; }

    public required MetaSettings Meta { get; init; }

    public required GupshupSettings Gupshup { get; init; }

    public required InteraktSettings Interakt { get; init; }

    public required ShauryapaySettings Shauryapay { get; init; }

    public required SmsSettings Sms { get; init; }

    public required BasicApplicationSettings BasicApplication { get; init; }

    public required OtpSettings Otp { get; init; }

    /// <summary>Messages and calls under way at once: fewer leave more of the machine to answering webhooks, more empty the outbox sooner.</summary>
    public int OutboxSenders { get; init; } = 128;

    /// <summary>How long what was said is kept, for those who look after conversations.</summary>
    public TimeSpan TranscriptKept { get; init; } = TimeSpan.FromDays(365);

    /// <summary>None in Development: local callers are let in without.</summary>
    public required IReadOnlyList<ApiKeySetting> ApiKeys { get; init; }

    /// <summary>Whether the console is served at <c>/</c>: in Development unless switched off, elsewhere only when switched on, and then with a key.</summary>
    public required bool Console { get; init; }

    /// <summary>Hosts that media may come from besides the channels' own.</summary>
    public required IReadOnlyList<string> MediaAllowedHosts { get; init; }

    /// <summary>Values that no log line may show.</summary>
    public required IReadOnlyCollection<string> Secrets { get; init; }

    /// <summary>Lines to log at the start.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <param name="Working">Where the process was started; relative paths begin here.</param>
/// <param name="Data">Media and generated keys: <c>data</c> in the working folder.</param>
/// <param name="Flows">The working folder's <c>flows</c> where there is one, else those published with the program.</param>
internal sealed record FolderSettings(string Working, string Data, string Flows);

/// <param name="File">Rolling log file, one a day; empty for none.</param>
internal sealed record LogSettings(LogEventLevel Level, string File, LogFormat Format = LogFormat.Text);

internal enum LogFormat
{
    /// <summary>One line for people.</summary>
    Text,

    /// <summary>One JSON object a line, in Serilog's compact form (<c>@t</c>, <c>@mt</c>, <c>@l</c>, <c>@x</c>, <c>@tr</c>, properties).</summary>
    Json,
}

/// <param name="ResendAfter">Shortest time between two sends to one number.</param>
/// <param name="ClientLimit">Sends per minute and caller; 0 for no limit.</param>
/// <param name="Expose">Show the code in the answer; always in the sandbox, never in Production.</param>
internal sealed record OtpSettings(TimeSpan Expiry, TimeSpan ResendAfter, int ClientLimit, bool Expose);

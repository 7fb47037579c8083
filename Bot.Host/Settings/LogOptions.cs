using Bot.Gateways.Settings;
using Serilog.Events;

namespace Bot.Host.Settings;

/// <summary>What is logged, and where besides the console.</summary>
internal sealed class LogOptions
{
    private const string Section = "Logs";

    public static SettingTable Table { get; } = new(Section,
        Setting.Flag("DEBUG", nameof(Debug)),
        Setting.OneOf("LOG_LEVEL", nameof(Level), LogEventLevel.Information),
        Setting.OneOf("LOG_FORMAT", nameof(Format), LogFormat.Text),
        Setting.Text("LOG_FILE", nameof(File)));

    /// <summary>Lowers <see cref="Level"/> to Debug; allows nothing more. Default: false.</summary>
    public bool Debug { get; set; }

    /// <summary>Lines below it are left out. Default: Information.</summary>
    public LogEventLevel Level { get; set; } = LogEventLevel.Information;

    /// <summary>How a line is written down. Default: text, for people.</summary>
    public LogFormat Format { get; set; }

    /// <summary>Full path of the rolling log file, one a day. Default: empty, for none.</summary>
    public string File { get; set; } = "";

    /// <summary>With what follows from other settings; for the logs, which are there before the container is.</summary>
    public static LogOptions Of(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<LogOptions>() ?? new();
        if (options.Debug && options.Level > LogEventLevel.Debug) options.Level = LogEventLevel.Debug;
        if (options.File.Length > 0) options.File = Path.GetFullPath(options.File, FolderOptions.Of(configuration).Working);
        return options;
    }
}

internal enum LogFormat
{
    /// <summary>One line for people.</summary>
    Text,

    /// <summary>One JSON object a line, in Serilog's compact form (<c>@t</c>, <c>@mt</c>, <c>@l</c>, <c>@x</c>, <c>@tr</c>, properties).</summary>
    Json,
}

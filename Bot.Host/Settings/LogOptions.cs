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
        Setting.Text("LOG_FILE", nameof(File)));

    /// <summary>Lowers <see cref="Level"/> to Debug; allows nothing more. Default: false.</summary>
    public bool Debug { get; set; }

    /// <summary>Lines below it are left out. Default: Information.</summary>
    public LogEventLevel Level { get; set; } = LogEventLevel.Information;

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

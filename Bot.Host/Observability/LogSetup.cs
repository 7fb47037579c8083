using System.Globalization;
using Bot.Host.Settings;
using Serilog;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;

namespace Bot.Host.Observability;

/// <summary>Serilog to the console and, when <c>LOG_FILE</c> is set, to a file a day; everything passes the <see cref="Redactor"/> first.</summary>
internal static class LogSetup
{
    private const string Line = "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} {Level:u3} [{Correlation}] {SourceContext}: {Message:lj}{NewLine}{Exception}";
    private const int CollectedChars = 32 * 1024;
    private const int DaysKept = 14;
    private const long LargestFile = 100 * 1024 * 1024;

    /// <summary>The host's logs. They end with the container.</summary>
    public static void AddLogs(this WebApplicationBuilder builder, IConfiguration configuration) =>
        builder.Services.AddSerilog(Create(LogOptions.Of(configuration), SettingTables.SecretsIn(configuration)), dispose: true);

    public static Logger Create(LogOptions logs, IEnumerable<string> secrets)
    {
        // A terminal gets colours and every line by itself; a collector gets all waiting lines in one write.
        var form = FormOf(logs.Format);
        var collected = System.Console.IsOutputRedirected
            ? new CollectedOutput(new StreamWriter(System.Console.OpenStandardOutput(), bufferSize: CollectedChars), form)
            : null;
        return Create(logs, secrets, sinks =>
        {
            if (collected is not null) sinks.Sink(collected);
            else if (logs.Format == LogFormat.Text) sinks.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture);
            else sinks.Console(form);
            if (logs.File.Length > 0)
            {
                sinks.File(form, logs.File, rollingInterval: RollingInterval.Day, retainedFileCountLimit: DaysKept, fileSizeLimitBytes: LargestFile,
                    rollOnFileSizeLimit: true);
            }
        }, struck => new BackgroundSink(struck, () => collected?.Flush()));
    }

    /// <summary>How a line is written down.</summary>
    public static ITextFormatter FormOf(LogFormat format) =>
        format == LogFormat.Json ? new CompactJsonFormatter() : new MessageTemplateTextFormatter(Line, CultureInfo.InvariantCulture);

    /// <param name="write">Where the struck lines go.</param>
    /// <param name="around">Put around striking and writing.</param>
    public static Logger Create(LogOptions logs, IEnumerable<string> secrets, Action<LoggerSinkConfiguration> write,
        Func<ILogEventSink, ILogEventSink>? around = null)
    {
        var redactor = new Redactor(secrets);
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Is(logs.Level)
            // The framework's lines about requests carry addresses with tokens in them at every level.
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            // It says nothing at the levels that are let through, and yet would open a scope of its own around every request.
            .MinimumLevel.Override("Microsoft.AspNetCore.Hosting.Diagnostics", LevelAlias.Off)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", logs.Level)
            .Enrich.FromLogContext();
        var struck = LoggerSinkConfiguration.Wrap(sink => new RedactingSink(sink, redactor), write);
        return configuration.WriteTo.Sink(around?.Invoke(struck) ?? struck).CreateLogger();
    }
}

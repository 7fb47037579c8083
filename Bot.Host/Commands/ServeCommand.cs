using System.CommandLine;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Bot.Engine.Loading;
using Bot.Host.Publishing;
using Bot.Host.Settings;
using Bot.Host.Wiring;

namespace Bot.Host.Commands;

/// <summary><c>serve</c>: takes webhooks, answers, calls partners, until told to stop (Ctrl+C, SIGTERM).</summary>
internal sealed class ServeCommand : Command
{
    public const string Called = "serve";

    /// <summary>SIGXFSZ, on Linux and macOS; .NET has no name for it.</summary>
    private const PosixSignal FileTooLarge = (PosixSignal)25;

    private const string Help = """
        Serve webhooks and the HTTP API (the default command).

        Settings come from the environment, then .env and appsettings.json of the working folder; env.example lists them.

        Examples:
          Bot.Host serve
          PORT=8000 Bot.Host serve
          ASPNETCORE_ENVIRONMENT=Development Bot.Host serve     with every partner sandboxed
        """;

    public ServeCommand(Func<IConfiguration> configuration)
        : base(Called, Help) => SetAction((parsed, _) => RunAsync(configuration(), parsed.InvocationConfiguration.Error));

    public static async Task<int> RunAsync(IConfiguration configuration, TextWriter error)
    {
        OwnerOnly.Close(FolderOptions.Of(configuration).Data);
        await using var app = await BotServer.OpenAsync(configuration);

        // A file at its size limit (ulimit -f) refuses a write, as a full disk does; it must not end the process.
        using var spared = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(FileTooLarge, context => context.Cancel = true);
        try
        {
            await app.StartAsync();
        }
        catch (Exception refused) when (refused is IOException or SocketException)
        {
            // What has been started already ends as it does on every stop, and not as a failure of its own.
            app.Lifetime.StopApplication();
            var other = refused is SocketException { SocketErrorCode: SocketError.AddressNotAvailable } ? "HOST" : "PORT";
            await error.WriteLineAsync($"{ListenAddress.Of(configuration).Url} cannot be listened on: {refused.Message.TrimEnd('.')}. Set another {other}.");
            return ExitCodes.CannotRun;
        }

        Tell(app.Services, configuration);
        await app.WaitForShutdownAsync();
        return ExitCodes.Ok;
    }

    /// <summary>Where the flows of a host that has been started come from.</summary>
    internal static string FlowsOf(IServiceProvider services) =>
        services.GetService<PublishedFlows>() is not { } published ? services.OptionsOf<FolderOptions>().Flows
        : published.Live is { } live ? $"version {live.Version.Number} in the database"
        : "the database, once that is there";

    private static void Tell(IServiceProvider services, IConfiguration configuration)
    {
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Bot");
        var deployment = services.OptionsOf<DeploymentOptions>();
        log.LogInformation("{Environment}; data in {Database}, flows from {Flows}", deployment.Environment, services.OptionsOf<DatabaseOptions>().Name,
            FlowsOf(services));
        var library = services.GetService<PublishedFlows>()?.Live?.Library ?? services.GetRequiredService<FlowLibrary>();
        foreach (var warning in library.Issues) log.LogWarning("{Warning}", warning.ToString());
        foreach (var warning in SettingTables.WarningsOn(configuration)) log.LogWarning("{Warning}", warning);
        foreach (var note in SettingTables.NotesOn(configuration))
            log.LogInformation("{Note}", note);
        if (deployment.IsDevelopment && services.OptionsOf<AccessOptions>().Keys.Count == 0)
            log.LogInformation("API_KEYS is not set: the HTTP API is open to callers on this machine only");
    }
}

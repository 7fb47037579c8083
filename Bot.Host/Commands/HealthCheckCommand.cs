using System.CommandLine;
using Bot.Host.Settings;

namespace Bot.Host.Commands;

/// <summary><c>healthcheck</c>: asks the host on this machine over loopback whether it lives; for containers whose image has no curl.</summary>
internal sealed class HealthCheckCommand : Command
{
    private const string Help = """
        Ask the host that runs on this machine for /health. Exit code 0 when it answers, 1 when not.

        Example:
          Bot.Host healthcheck && echo alive
        """;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(4);

    public HealthCheckCommand(Func<IConfiguration> configuration)
        : base("healthcheck", Help) => SetAction((parsed, cancel) =>
    {
        var current = configuration();
        SettingsCheck.ThrowIfFaulty(current);
        return RunAsync(ListenAddress.Of(current), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancel);
    });

    public static async Task<int> RunAsync(ListenAddress listen, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        var address = new Uri(listen.Loopback, "/health");

        // A proxy of the environment has no business between us and ourselves.
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var client = new HttpClient(handler) { Timeout = Timeout };
        try
        {
            using var answer = await client.GetAsync(address, cancel);
            await output.WriteLineAsync($"{address} answers {(int)answer.StatusCode}");
            return answer.IsSuccessStatusCode ? ExitCodes.Ok : ExitCodes.Findings;
        }
        catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException)
        {
            await error.WriteLineAsync($"{address} does not answer: {silent.Message}");
            return ExitCodes.Findings;
        }
    }
}

using Bot.Host.Settings;

namespace Bot.Host.Commands;

/// <summary>Asks <c>/health</c> over loopback.</summary>
internal sealed class HealthCheck(ListenSettings listen, TextWriter output, TextWriter error)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(4);

    public async Task<int> RunAsync(CancellationToken cancel)
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

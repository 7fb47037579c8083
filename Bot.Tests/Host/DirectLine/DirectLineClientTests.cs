using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using Bot.Tests.Support;

namespace Bot.Tests.Host.DirectLine;

/// <summary>Microsoft's own client, botframework-directlinejs, in node.</summary>
public sealed class DirectLineClientTests
{
    [NpmFact]
    public Task The_client_talks_over_its_socket() => TalkAsync("socket");

    [NpmFact]
    public Task The_client_talks_by_polling() => TalkAsync("poll");

    [NpmFact]
    public async Task The_client_comes_back_to_a_host_that_was_started_again_and_misses_nothing()
    {
        using var folder = new TemporaryFolder();
        var first = await DirectLineHost.StartAsync(new() { Folder = folder.Path, AsProcess = true });
        var page = await first.OpenAsync();
        await using var client = await Client.StartAsync(page, "socket");
        await client.SayAsync("fastag");
        await client.HearAsync("registered mobile number");
        var port = first.Host.Address.Port;
        await first.DisposeAsync();

        await using var second = await DirectLineHost.StartAsync(new() { Folder = folder.Path, AsProcess = true }, ("PORT", $"{port}"));
        (await (page with { Line = second }).SayAsync("cancel", "from another window")).Should().NotBeEmpty();

        await client.HearAsync("cancel");
    }

    private static async Task TalkAsync(string way)
    {
        await using var line = await DirectLineHost.StartAsync();
        await using var client = await Client.StartAsync(await line.OpenAsync(), way);

        await client.SayAsync("fastag");
        await client.HearAsync("registered mobile number");
        await client.SayAsync("9876543210");
        await client.HearAsync("OTP sent");
        await client.SayAsync($"/photo {Path.Combine(Repository.Root, "Bot.Sandbox", "State", "vehicle.jpg")}");
        await client.HearAsync("text message");

        client.Said.Where(said => said.TryGetProperty("posted", out _)).Should().HaveCount(3);
        client.Said.Should().NotContain(said => said.GetRawText().Contains("\"failed\"") || said.GetRawText().Contains("\"error\"") || said.GetRawText().Contains("\"retry\""));
    }

    /// <summary>The client's process.</summary>
    private sealed class Client : IAsyncDisposable
    {
        private readonly Process _process;
        private readonly Channel<JsonElement> _lines = Channel.CreateUnbounded<JsonElement>();

        private Client(Process process) => _process = process;

        public List<JsonElement> Said { get; } = [];

        public static async Task<Client> StartAsync(DirectLineHost.Page page, string way)
        {
            var script = Path.Combine(Repository.Root, "Bot.Tests", "Host", "DirectLine", "clients", "talk.cjs");
            var start = new ProcessStartInfo("node", [script, await NpmPackage.DirectLine.FetchAsync(), page.Line.Domain, page.Token, way])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            };
            var client = new Client(Process.Start(start)!);
            client._process.OutputDataReceived += (_, line) =>
            {
                if (line.Data is null) client._lines.Writer.TryComplete();
                else client._lines.Writer.TryWrite(JsonDocument.Parse(line.Data).RootElement);
            };
            client._process.BeginOutputReadLine();
            return client;
        }

        public Task SayAsync(string text) => _process.StandardInput.WriteLineAsync(text);

        /// <summary>Returns when an activity with these words has come.</summary>
        public async Task HearAsync(string words)
        {
            // The client waits longer from one attempt to the next while the host is away.
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
            await foreach (var line in _lines.Reader.ReadAllAsync(limit.Token))
            {
                Said.Add(line);
                if (line.TryGetProperty("activity", out var activity) && activity.TryGetProperty("text", out var text)
                    && text.GetString()!.Contains(words, StringComparison.Ordinal))
                {
                    return;
                }
            }

            throw new InvalidOperationException($"The client ended before it heard '{words}'.");
        }

        public async ValueTask DisposeAsync()
        {
            _process.StandardInput.Close();
            if (!_process.HasExited) _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
    }
}

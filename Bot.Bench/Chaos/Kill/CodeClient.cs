using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using Bot.Sandbox;

namespace Bot.Bench.Chaos.Kill;

/// <summary>A program at the HOM-i API: sends a code to one number after the other and verifies each several times at once, at whichever hosts live.</summary>
/// <param name="first">The first number, 10 digits; the next client's begin far enough behind it.</param>
internal sealed class CodeClient(IReadOnlyList<HostProcess> hosts, SandboxWorld world, PhoneLine line, long first,
    ConcurrentQueue<string> violations) : IDisposable
{
    private const int AtOnce = 3;

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(8), DefaultRequestHeaders = { { "X-API-Key", KillEnvironment.ApiKey } } };

    /// <summary>Codes that were verified.</summary>
    public int Verified { get; private set; }

    public async Task RunAsync(CancellationToken over)
    {
        for (var mobile = first; !over.IsCancellationRequested; mobile++)
        {
            var number = mobile.ToString(CultureInfo.InvariantCulture);
            if (await SendAsync(number, over).ConfigureAwait(false)) await VerifyAsync(number, world.LastCodeFor(number)!, over).ConfigureAwait(false);
            await Task.Delay(line.Next(50, 400), over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>True when a code went out to the number.</summary>
    private async Task<bool> SendAsync(string number, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            // 409: the code of an answer that was lost is out. 429: one was begun, and a next one has to wait.
            if (await PostAsync("otp_send", new { phone_number = number }, over).ConfigureAwait(false) is 200 or 409 or 429) return world.LastCodeFor(number) is not null;
            await Task.Delay(line.Next(100, 400), over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return false;
    }

    private async Task VerifyAsync(string number, string code, CancellationToken over)
    {
        var answers = new List<int?>();
        for (var round = 0; round < 2; round++)
        {
            answers.AddRange(
                await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => PostAsync("otp_verify", new { phone_number = number, otp = code }, over)))
                    .ConfigureAwait(false));
        }

        var verified = answers.Count(status => status == 200);
        Verified += verified;
        if (verified > 1) violations.Enqueue($"a code was verified {verified} times");
    }

    /// <returns>Null when no answer came.</returns>
    private async Task<int?> PostAsync(string path, object body, CancellationToken over)
    {
        try
        {
            var host = hosts[line.Next(0, hosts.Count)];
            var excused = host.IsOfEarlierBuild;
            using var answer = await _http.PostAsJsonAsync(new Uri(host.Address, $"/api_v1/{path}"), body, over).ConfigureAwait(false);
            if ((int)answer.StatusCode is 500 or 401 or 400 && !excused) violations.Enqueue($"{path} was answered {(int)answer.StatusCode}");
            return (int)answer.StatusCode;
        }
        catch (Exception broken) when (broken is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }
}

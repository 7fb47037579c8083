using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Bot.Sandbox.Phones;

namespace Bot.Bench.Chaos.Kill;

/// <summary>Delivers as Meta does: again and again until it is answered 200, sometimes twice, sometimes out of order.</summary>
internal sealed class PhoneLine(IReadOnlyList<HostProcess> hosts, string secret, Random random) : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(8);

    private readonly HttpClient _http = new() { Timeout = Timeout };
    private readonly ConcurrentBag<WebhookCall> _acknowledged = [];
    private int _deliveries;

    public int Deliveries => _deliveries;

    /// <summary>Every message that was answered 200.</summary>
    public IReadOnlyCollection<WebhookCall> Acknowledged => _acknowledged;

    /// <summary>Answers other than 200 and 503, which a host of this build that lives must never give.</summary>
    public ConcurrentQueue<string> Oddities { get; } = new();

    /// <summary>Delivers until it is acknowledged.</summary>
    public async Task DeliverAsync(WebhookCall call, bool message, CancellationToken cancel)
    {
        while (!await TryAsync(call, cancel).ConfigureAwait(false)) await Task.Delay(Next(100, 900), cancel).ConfigureAwait(false);
        if (message) _acknowledged.Add(call);
    }

    public WebhookCall Status(string providerId, string reference, string to)
    {
        var at = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var body = Encoding.UTF8.GetBytes($$$"""
            {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"919800000000","phone_number_id":"1055000000"},"statuses":[{"id":"{{{providerId}}}","status":"delivered","timestamp":"{{{at}}}","recipient_id":"{{{to}}}","biz_opaque_callback_data":"{{{reference}}}"}]}}]}]}
            """);
        return new("/webhooks/meta", body, new Dictionary<string, string> { ["X-Hub-Signature-256"] = $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}" });
    }

    public int Next(int least, int most)
    {
        lock (random) return random.Next(least, most);
    }

    public double Share()
    {
        lock (random) return random.NextDouble();
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> TryAsync(WebhookCall call, CancellationToken cancel)
    {
        Interlocked.Increment(ref _deliveries);
        try
        {
            var host = hosts[Next(0, hosts.Count)];
            var excused = host.IsOfEarlierBuild;
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Address, call.Path)) { Content = new ByteArrayContent(call.Body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            foreach (var (name, value) in call.Headers) request.Headers.TryAddWithoutValidation(name, value);
            using var answer = await _http.SendAsync(request, cancel).ConfigureAwait(false);
            if ((int)answer.StatusCode is not (200 or 503) && !excused) Oddities.Enqueue($"a delivery was answered {(int)answer.StatusCode}");
            return answer.IsSuccessStatusCode;
        }
        catch (Exception broken) when (broken is HttpRequestException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return false;
        }
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using Bot.Gateways.Http;
using Microsoft.Extensions.Options;
using RestSharp;

namespace Bot.Gateways.Partners.Shauryapay.Wire;

/// <summary>
/// Speaks Shauryapay's wire: headers, one JSON body of strings, one envelope. Which path a verb has and what it sends stands in the verb's operation.
/// </summary>
internal sealed class ShauryapayClient(IOptions<ShauryapayOptions> bound, IHttpClientFactory clients)
{
    /// <summary>Name of its HTTP client.</summary>
    public const string ClientName = "shauryapay";

    // Base64 of a photo is megabytes long; the default encoder would write every '+' in it as six characters.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly PeerHttp _http = new(clients.CreateClient(ClientName), bound.Value.Timeout, bound.Value.BaseUrl);

    public ShauryapayOptions Options => bound.Value;

    /// <summary>Posts the fields as a JSON object of strings: the partner wants ids and amounts as strings too.</summary>
    public Task<ShauryapayAnswer> PostAsync(string path, CancellationToken cancel, params ReadOnlySpan<(string Name, string Value)> fields)
    {
        var body = new Dictionary<string, string>(fields.Length);
        foreach (var (name, value) in fields) body.Add(name, value);
        var request = new RestRequest(path, Method.Post).AddStringBody(JsonSerializer.Serialize(body, Json), ContentType.Json);
        return SendAsync(request, cancel);
    }

    public Task<ShauryapayAnswer> GetAsync(string path, CancellationToken cancel) => SendAsync(new RestRequest(path), cancel);

    private async Task<ShauryapayAnswer> SendAsync(RestRequest request, CancellationToken cancel)
    {
        request.AddHeader("aggr_channel", Options.AggrChannel);
        if (Options.SubscriptionKey.Length > 0) request.AddHeader("ocp-apim-subscription-key", Options.SubscriptionKey);
        if (Options.ApiKey.Length > 0) request.AddHeader("Authorization", "Bearer " + Options.ApiKey);
        return ShauryapayErrors.Judge(await _http.SendAsync(request, cancel).ConfigureAwait(false));
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using RestSharp;

namespace Bot.Gateways.Partners.Shauryapay;

/// <summary>Speaks Shauryapay's wire: headers, one JSON body of strings, one envelope. Which path a verb has and what it sends stands in the verb's operation. Disposed by whoever made it.</summary>
public sealed class ShauryapayClient : IDisposable
{
    // Base64 of a photo is megabytes long; the default encoder would write every '+' in it as six characters.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ShauryapayOptions _options;
    private readonly PartnerHttp _wire;

    public ShauryapayClient(ShauryapayOptions options)
    {
        _options = options;
        _wire = new(options.BaseUrl, options.Timeout);
    }

    internal ShauryapayOptions Options => _options;

    public void Dispose() => _wire.Dispose();

    /// <summary>Posts the fields as a JSON object of strings: the partner wants ids and amounts as strings too.</summary>
    internal Task<ShauryapayAnswer> PostAsync(string path, CancellationToken cancel, params ReadOnlySpan<(string Name, string Value)> fields)
    {
        var body = new Dictionary<string, string>(fields.Length);
        foreach (var (name, value) in fields) body.Add(name, value);
        var request = new RestRequest(path, Method.Post).AddStringBody(JsonSerializer.Serialize(body, Json), ContentType.Json);
        return SendAsync(request, cancel);
    }

    internal Task<ShauryapayAnswer> GetAsync(string path, CancellationToken cancel) => SendAsync(new RestRequest(path), cancel);

    private async Task<ShauryapayAnswer> SendAsync(RestRequest request, CancellationToken cancel)
    {
        request.AddHeader("aggr_channel", _options.AggrChannel);
        if (_options.SubscriptionKey.Length > 0) request.AddHeader("ocp-apim-subscription-key", _options.SubscriptionKey);
        if (_options.ApiKey.Length > 0) request.AddHeader("Authorization", "Bearer " + _options.ApiKey);
        return ShauryapayErrors.Judge(await _wire.SendAsync(request, cancel));
    }
}

using System.Globalization;
using System.Text;
using Bot.Engine.Inputs;
using Bot.Gateways.Http;
using Bot.Products.Leads;
using Microsoft.Extensions.Options;
using RestSharp;

namespace Bot.Gateways.Partners.BasicApplication;

/// <summary>
/// The Basic Application API as the taker of loan leads: creates them and asks where they stand. Every request is signed over exactly the bytes that are sent.
/// </summary>
/// <param name="nonce">A new UUID at each call.</param>
internal sealed class BasicApplicationClient(IOptions<BasicApplicationOptions> bound, IHttpClientFactory clients, TimeProvider clock,
    Func<string> nonce) : ILeadPartner
{
    /// <summary>Name of its HTTP client.</summary>
    public const string ClientName = "basic";

    private readonly BasicApplicationOptions _options = bound.Value;
    private readonly PeerHttp _http = new(clients.CreateClient(ClientName), bound.Value.Timeout, bound.Value.BaseUrl);

    public bool SameIdIsSameLead => _options.SameIdIsSameLead;

    public async Task<LeadCreation> CreateAsync(LeadApplication lead, string requestId, CancellationToken cancel)
    {
        var body = BasicApplicationPayloads.Write(lead, requestId, _options);
        var request = Signed("api/v1/NewApplication/FullfilmentByBasic", Method.Post, body).AddStringBody(body, "application/json-patch+json");
        return await _http.SendAsync(request, cancel).ConfigureAwait(false) switch
        {
            PeerAnswer.NotSent notSent => new LeadCreation.Unavailable(notSent.Why),
            PeerAnswer.Lost lost => new LeadCreation.Lost(lost.Why),
            PeerAnswer.Answered { Status: 200 or 201, Body: var answer } =>
                BasicApplicationPayloads.ReadCreated(answer) ?? (LeadCreation)new LeadCreation.Lost("an answer without an application id"),
            PeerAnswer.Answered answered => BasicApplicationErrors.ForLead(answered.Status),
            var other => throw new InvalidOperationException($"Unknown wire answer {other.GetType().Name}."),
        };
    }

    public async Task<LeadProgress> StatusAsync(string applicationId, string mobile, CancellationToken cancel)
    {
        if (!ApplicationIdRule.IsValid(applicationId)) return new LeadProgress.NotFound();

        var path = $"api/v1/Application/Activity/GetActivity/{Uri.EscapeDataString(applicationId)}/{Uri.EscapeDataString(IndianMobile.National(mobile))}";
        return await _http.SendAsync(Signed(path, Method.Get, ""), cancel).ConfigureAwait(false) switch
        {
            PeerAnswer.Answered { Status: 200, Body: var body } => BasicApplicationPayloads.ReadStatus(body) switch
            {
                null => new LeadProgress.Unavailable("an answer that is not the partner's"),
                "" => new LeadProgress.NotFound(),
                var status => new LeadProgress.Found(status),
            },
            PeerAnswer.Answered answered => BasicApplicationErrors.ForActivity(answered.Status),
            PeerAnswer.NotSent notSent => new LeadProgress.Unavailable(notSent.Why),
            PeerAnswer.Lost lost => new LeadProgress.Unavailable(lost.Why),
            var other => throw new InvalidOperationException($"Unknown wire answer {other.GetType().Name}."),
        };
    }

    private RestRequest Signed(string path, Method method, string body)
    {
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
        var once = nonce();
        var signature = BasicApplicationSignature.Of(_options.UserId, _options.ApiKey, timestamp, method.ToString(), _http.AddressOf(path), once,
            Encoding.UTF8.GetBytes(body));
        return new RestRequest(path, method)
            .AddHeader("accept", "text/plain")
            .AddHeader("UserId", _options.UserId)
            .AddHeader("CurrentTimestamp", timestamp.ToString(CultureInfo.InvariantCulture))
            .AddHeader("Nonce", once)
            .AddHeader("Authorization", "Signature " + signature);
    }
}

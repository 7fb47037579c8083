using System.Globalization;
using System.Text;
using Bot.Engine.Inputs;
using Bot.Products.Leads;
using RestSharp;

namespace Bot.Gateways.Partners.BasicApplication;

/// <summary>The Basic Application API as the taker of loan leads: creates them and asks where they stand. Every request is signed over exactly the bytes that are sent. Disposed by whoever made it.</summary>
public sealed class BasicApplicationClient : ILeadPartner, IDisposable
{
    private readonly BasicApplicationOptions _options;
    private readonly TimeProvider _clock;
    private readonly Func<string> _nonce;
    private readonly PartnerHttp _wire;

    /// <param name="nonce">A new UUID at each call.</param>
    public BasicApplicationClient(BasicApplicationOptions options, TimeProvider clock, Func<string> nonce)
    {
        _options = options;
        _clock = clock;
        _nonce = nonce;
        _wire = new(options.BaseUrl, options.Timeout);
    }

    public bool SameIdIsSameLead => _options.SameIdIsSameLead;

    public async Task<LeadCreation> CreateAsync(LeadApplication lead, string requestId, CancellationToken cancel)
    {
        var body = BasicApplicationPayloads.Write(lead, requestId, _options);
        var request = Signed("api/v1/NewApplication/FullfilmentByBasic", Method.Post, body).AddStringBody(body, "application/json-patch+json");
        return await _wire.SendAsync(request, cancel) switch
        {
            PartnerResponse.NotSent notSent => new LeadCreation.Unavailable(notSent.Why),
            PartnerResponse.Lost lost => new LeadCreation.Lost(lost.Why),
            PartnerResponse.Answered { Status: 200 or 201, Body: var answer } => BasicApplicationPayloads.ReadCreated(answer) ?? (LeadCreation)new LeadCreation.Lost("an answer without an application id"),
            PartnerResponse.Answered answered => BasicApplicationErrors.ForLead(answered.Status),
            var other => throw new InvalidOperationException($"Unknown wire answer {other.GetType().Name}."),
        };
    }

    public async Task<LeadProgress> StatusAsync(string applicationId, string mobile, CancellationToken cancel)
    {
        var path = $"api/v1/Application/Activity/GetActivity/{Uri.EscapeDataString(applicationId)}/{Uri.EscapeDataString(IndianMobile.National(mobile))}";
        return await _wire.SendAsync(Signed(path, Method.Get, ""), cancel) switch
        {
            PartnerResponse.Answered { Status: 200, Body: var body } => BasicApplicationPayloads.ReadStatus(body) switch
            {
                null => new LeadProgress.Unavailable("an answer that is not the partner's"),
                "" => new LeadProgress.NotFound(),
                var status => new LeadProgress.Found(status),
            },
            PartnerResponse.Answered answered => BasicApplicationErrors.ForActivity(answered.Status),
            PartnerResponse.NotSent notSent => new LeadProgress.Unavailable(notSent.Why),
            PartnerResponse.Lost lost => new LeadProgress.Unavailable(lost.Why),
            var other => throw new InvalidOperationException($"Unknown wire answer {other.GetType().Name}."),
        };
    }

    public void Dispose() => _wire.Dispose();

    private RestRequest Signed(string path, Method method, string body)
    {
        var timestamp = _clock.GetUtcNow().ToUnixTimeSeconds();
        var nonce = _nonce();
        var signature = BasicApplicationSignature.Of(_options.UserId, _options.ApiKey, timestamp, method.ToString(), _wire.AddressOf(path), nonce, Encoding.UTF8.GetBytes(body));
        return new RestRequest(path, method)
            .AddHeader("accept", "text/plain")
            .AddHeader("UserId", _options.UserId)
            .AddHeader("CurrentTimestamp", timestamp.ToString(CultureInfo.InvariantCulture))
            .AddHeader("Nonce", nonce)
            .AddHeader("Authorization", "Signature " + signature);
    }
}

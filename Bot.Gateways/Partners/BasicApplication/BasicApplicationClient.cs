using System.Globalization;
using System.Text;
using RestSharp;

namespace Bot.Gateways.Partners.BasicApplication;

/// <summary>Creates leads at the Basic Application API and asks where they stand. Every request is signed over exactly the bytes that are sent. Disposed by whoever made it.</summary>
public sealed class BasicApplicationClient : IDisposable
{
    private readonly BasicApplicationOptions _options;
    private readonly TimeProvider _clock;
    private readonly Func<string> _nonce;
    private readonly PartnerWire _wire;

    /// <param name="nonce">A new UUID at each call.</param>
    public BasicApplicationClient(BasicApplicationOptions options, TimeProvider clock, Func<string> nonce)
    {
        _options = options;
        _clock = clock;
        _nonce = nonce;
        _wire = new(options.BaseUrl, options.Timeout);
    }

    /// <summary>Creates one lead. Calling it twice creates two: remember first what is about to be sent, and never repeat a <see cref="LeadResult.Lost"/> blindly.</summary>
    public async Task<LeadResult> CreateLeadAsync(LoanApplication lead, CancellationToken cancel)
    {
        var body = BasicApplicationPayloads.Write(lead, _options);
        var request = Signed("api/v1/NewApplication/FullfilmentByBasic", Method.Post, body).AddStringBody(body, "application/json-patch+json");
        return await _wire.SendAsync(request, cancel) switch
        {
            WireAnswer.NotSent notSent => new LeadResult.Unavailable(notSent.Why),
            WireAnswer.Lost lost => new LeadResult.Lost(lost.Why),
            WireAnswer.Answered { Status: 200 or 201, Body: var answer } => BasicApplicationPayloads.ReadCreated(answer) ?? (LeadResult)new LeadResult.Lost("an answer without an application id"),
            WireAnswer.Answered answered => BasicApplicationErrors.ForLead(answered.Status),
            var other => throw new InvalidOperationException($"Unknown wire answer {other.GetType().Name}."),
        };
    }

    /// <summary>Where an application stands. Asked by its id and the mobile it was made for.</summary>
    public async Task<ActivityResult> GetActivityAsync(string basicAppId, string mobile, CancellationToken cancel)
    {
        var ten = mobile.Length > 10 ? mobile[^10..] : mobile;
        var path = $"api/v1/Application/Activity/GetActivity/{Uri.EscapeDataString(basicAppId)}/{Uri.EscapeDataString(ten)}";
        return await _wire.SendAsync(Signed(path, Method.Get, ""), cancel) switch
        {
            WireAnswer.Answered { Status: 200, Body: var body } => BasicApplicationPayloads.ReadStatus(body) switch
            {
                null => new ActivityResult.Unavailable("an answer that is not the partner's"),
                "" => new ActivityResult.NotFound(),
                var status => new ActivityResult.Found(status),
            },
            WireAnswer.Answered answered => BasicApplicationErrors.ForActivity(answered.Status),
            WireAnswer.NotSent notSent => new ActivityResult.Unavailable(notSent.Why),
            WireAnswer.Lost lost => new ActivityResult.Unavailable(lost.Why),
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

using System.Text.RegularExpressions;
using Bot.Gateways.Http;
using Bot.Products.OneTimeCodes;
using Microsoft.Extensions.Options;
using RestSharp;

namespace Bot.Gateways.Partners.Sms;

/// <summary>Transactional SMS through BhashSMS.</summary>
internal sealed class BhashSmsClient(IOptions<BhashSmsOptions> bound, IHttpClientFactory clients) : ISmsGateway
{
    /// <summary>Name of its HTTP client.</summary>
    public const string ClientName = "sms";

    private readonly BhashSmsOptions _options = bound.Value;
    private readonly PeerHttp _http = new(clients.CreateClient(ClientName), bound.Value.Timeout, Folder(bound.Value.Url));
    private readonly Regex _success = new(bound.Value.SuccessPattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public async Task<SmsResult> SendAsync(string mobile, string text, CancellationToken cancel) =>
        await _http.SendAsync(Request(mobile, text), cancel).ConfigureAwait(false) switch
        {
            PeerAnswer.NotSent => SmsResult.Unavailable,
            // A gateway that says it is not serving has taken nothing (RFC 9110, 15.6.4).
            PeerAnswer.Answered { Status: 503 } => SmsResult.Unavailable,
            PeerAnswer.Answered { Status: >= 200 and < 300, Body: var body } => Judge(body),
            PeerAnswer.Answered { Status: >= 300 and < 500 and not 408 } => SmsResult.Refused,
            _ => SmsResult.Unknown,
        };

    private static string Folder(string url) => url[..(url.LastIndexOf('/') + 1)];

    private RestRequest Request(string mobile, string text)
    {
        var request = new RestRequest(_options.Url[(_options.Url.LastIndexOf('/') + 1)..], _options.PostForm ? Method.Post : Method.Get);
        request.AddParameter("user", _options.User);
        request.AddParameter("pass", _options.Password);
        request.AddParameter("sender", _options.Sender);
        request.AddParameter("phone", mobile.Length > 10 ? mobile[^10..] : mobile);
        request.AddParameter("text", text);
        request.AddParameter("priority", "ndnd");
        request.AddParameter("stype", text.All(char.IsAscii) ? "normal" : "unicode");
        if (_options.DltEntityId.Length > 0) request.AddParameter(_options.DltEntityField, _options.DltEntityId);
        if (_options.DltTemplateId.Length > 0) request.AddParameter(_options.DltTemplateField, _options.DltTemplateId);
        return request;
    }

    private SmsResult Judge(string body)
    {
        if (_success.IsMatch(body)) return SmsResult.Sent;

        // Refusals are short plain text. Nothing at all, or a web page, comes from something in between.
        var said = body.AsSpan().Trim();
        return said.IsEmpty || said[0] == '<' ? SmsResult.Unknown : SmsResult.Refused;
    }
}

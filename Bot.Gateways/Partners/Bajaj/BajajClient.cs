using Bot.Gateways.Channels;
using Bot.Gateways.Http;
using Microsoft.Extensions.Options;
using RestSharp;

namespace Bot.Gateways.Partners.Bajaj;

/// <summary>
/// Speaks the wire of the issuer's service for photos of tags: encrypted bodies, a token before the first call. Which path a verb has and what it sends stands
/// in the verb's operation.
/// </summary>
/// <param name="newId">A new id of 16 letters and digits at each request.</param>
internal sealed class BajajClient(IOptions<BajajOptions> bound, IHttpClientFactory clients, TimeProvider clock, Func<string> newId) : IDisposable
{
    /// <summary>Name of its HTTP client.</summary>
    public const string ClientName = "bajaj";

    private const int TokenRefused = 401;

    private readonly BajajOptions _options = bound.Value;
    private readonly PeerHttp _http = new(clients.CreateClient(ClientName), bound.Value.Timeout, bound.Value.BaseUrl);
    private readonly SemaphoreSlim _asking = new(1, 1);
    private volatile Token? _token;

    /// <summary>Posts what is written of a stamp, with the token at hand; one that is refused is asked for anew, once.</summary>
    /// <param name="path">Below <c>ftVasService/v1</c>.</param>
    /// <param name="quoted">The body is a JSON string, as the app's HTTP library writes one; else bare text.</param>
    public async Task<BajajAnswer> PostAsync(string path, bool quoted, Func<BajajStamp, byte[]> write, CancellationToken cancel)
    {
        var (token, fault) = await TokenAsync(refused: null, cancel).ConfigureAwait(false);
        if (token is null) return fault;

        var answer = await SendAsync(path, quoted, write, token, cancel).ConfigureAwait(false);
        if (answer is not PeerAnswer.Answered { Status: TokenRefused }) return BajajErrors.Judge(answer, _options.EncryptionKey);

        (token, fault) = await TokenAsync(token, cancel).ConfigureAwait(false);
        if (token is null) return fault;
        return BajajErrors.Judge(await SendAsync(path, quoted, write, token, cancel).ConfigureAwait(false), _options.EncryptionKey);
    }

    public void Dispose() => _asking.Dispose();

    /// <summary>The token at hand while it lasts, else a new one, asked for once however many calls wait for it.</summary>
    /// <param name="refused">One that the partner does not take any more.</param>
    private async Task<(Token? Token, BajajAnswer Fault)> TokenAsync(Token? refused, CancellationToken cancel)
    {
        if (Lasts(_token, refused)) return (_token, NoFault);

        await _asking.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (Lasts(_token, refused)) return (_token, NoFault);

            var answer = await SendAsync("tokenGeneration", quoted: true, BajajPayloads.Token, token: null, cancel).ConfigureAwait(false);
            _token = answer is PeerAnswer.Answered { IsSuccess: true } given ? Read(given.Body) : null;
            return (_token, _token is null ? Fault(answer) : NoFault);
        }
        finally
        {
            _asking.Release();
        }
    }

    private static BajajAnswer NoFault { get; } = new BajajAnswer.Ok();

    private bool Lasts(Token? token, Token? refused) => token is not null && token != refused && clock.GetUtcNow() < token.Until;

    private Token? Read(string body)
    {
        var text = BajajPayloads.ReadAnswer(body, _options.EncryptionKey)?.At("tokenResp").Text("token").Trim() ?? "";

        // It goes into a header.
        return text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('!', '~') ? new(text, clock.GetUtcNow() + _options.TokenLife) : null;
    }

    /// <summary>Why there is no token. A refusal is one of our credentials.</summary>
    private BajajAnswer.Unavailable Fault(PeerAnswer answer) => BajajErrors.Judge(answer, _options.EncryptionKey) switch
    {
        BajajAnswer.Unavailable unavailable => unavailable,
        _ => new BajajAnswer.Unavailable("the partner gives no token", Lasting: true),
    };

    private Task<PeerAnswer> SendAsync(string path, bool quoted, Func<BajajStamp, byte[]> write, Token? token, CancellationToken cancel)
    {
        var text = BajajCipher.Encrypt(write(BajajStamp.Of(_options, newId(), clock.GetUtcNow())), _options.EncryptionKey);
        var request = new RestRequest("ftVasService/v1/" + path, Method.Post)
            .AddStringBody(quoted ? $"\"{text}\"" : text, quoted ? ContentType.Json : ContentType.Plain)
            .AddHeader("aggr_channel", _options.Channel);
        if (token is not null) request.AddHeader("Authorization", "Bearer " + token.Text);
        return _http.SendAsync(request, cancel);
    }

    private sealed class Token(string text, DateTimeOffset until)
    {
        public string Text => text;

        public DateTimeOffset Until => until;
    }
}

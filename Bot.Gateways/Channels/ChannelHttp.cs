using System.Net;
using Bot.Engine.Abstractions;
using RestSharp;

namespace Bot.Gateways.Channels;

/// <summary>One provider's pooled connection for sends. Says honestly what became of a request: answered, never written, or written without an answer.</summary>
internal sealed class ChannelHttp(TimeSpan timeLimit) : IDisposable
{
    private readonly RestClient client = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,

            // A request on a connection that the peer has just closed counts as lost, so idle ones go early; all go at times, to follow DNS.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        },
        disposeHandler: true,
        options =>
        {
            options.FollowRedirects = false;
            options.UserAgent = "Bot";
            options.Timeout = timeLimit + TimeSpan.FromMinutes(1);
        });

    /// <summary>Posts and lets <paramref name="judge"/> read the answer. Throws only when cancelled.</summary>
    public async Task<SendResult> PostAsync(string url, string header, string value, Action<RestRequest> fill, Func<HttpAnswer, SendResult> judge, CancellationToken cancel)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var target) || target.Scheme is not ("https" or "http"))
            return Faulty("The channel's URL is no web address.");
        if (value.Any(character => character is < ' ' or > '~'))
            return Faulty("The channel's key has a character in it that no HTTP header can carry.");

        var witness = new RequestTracker();
        var request = new RestRequest(target, Method.Post) { Interceptors = [witness], AdvancedResponseWriter = Heard };
        request.AddHeader(header, value);
        fill(request);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(timeLimit);
        var response = await client.ExecuteAsync(request, limit.Token).ConfigureAwait(false);

        if (witness.Answer is { } answer)
            return judge(answer);
        cancel.ThrowIfCancellationRequested();
        if (!witness.Written)
            return new SendRefused(new SendFailure("unreachable", "The provider could not be reached; nothing was sent.", FailureAction.Retry));
        return new SendUnknown(limit.IsCancellationRequested || response.ResponseStatus == ResponseStatus.TimedOut
            ? "The request left, and no answer came in time."
            : "The request left, and the connection broke before an answer.");
    }

    public void Dispose() => client.Dispose();

    /// <summary>The witness has read the answer; reading it again would only cost.</summary>
    private static RestResponse Heard(HttpResponseMessage response, RestRequest request) => new(request) { ResponseStatus = ResponseStatus.Completed, StatusCode = response.StatusCode };

    private static SendRefused Faulty(string why) => new(new SendFailure("settings", why, FailureAction.FixSettings));
}

using System.Diagnostics.CodeAnalysis;
using RestSharp;

namespace Bot.Gateways.Http;

/// <summary>Requests to one peer over its pooled client, which say honestly what became of them: answered, never left, or left without an answer.</summary>
/// <param name="client">The peer's named client of the factory; see <see cref="PeerClients"/>.</param>
/// <param name="timeLimit">For one request, from connecting to the last byte.</param>
/// <param name="baseUrl">May have a trailing path, with or without a slash at its end; null where each request has its whole address.</param>
[SuppressMessage("Design", "CA1001", Justification = "The factory owns the HttpClient; the RestClient around it holds nothing else to free.")]
internal sealed class PeerHttp(HttpClient client, TimeSpan timeLimit, string? baseUrl = null)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly RestClient _client = new(client, OptionsOf(client, timeLimit, baseUrl));

    /// <summary>The address a path has at this peer.</summary>
    public Uri AddressOf(string path) => new(_client.Options.BaseUrl!, path.TrimStart('/'));

    /// <summary>Sends one request, never twice. Throws only when cancelled.</summary>
    public async Task<PeerAnswer> SendAsync(RestRequest request, CancellationToken cancel)
    {
        PeerAnswer.Answered? answered = null;
        request.AdvancedResponseWriter = (response, sent) =>
        {
            answered = new((int)response.StatusCode, response.Content is AnswerContent read ? read.Text : "", RetryAfter(response));
            return new(sent) { ResponseStatus = ResponseStatus.Completed, StatusCode = response.StatusCode };
        };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(timeLimit);
        var ended = await _client.ExecuteAsync(request, limit.Token).ConfigureAwait(false);
        if (answered is not null) return answered;

        cancel.ThrowIfCancellationRequested();
        if (ended.ErrorException is UnansweredException { Left: false }) return new PeerAnswer.NotSent("no connection");
        if (ended.ErrorException is UnansweredException { InnerException: OversizedAnswerException oversized })
            return new PeerAnswer.Lost(oversized.Message, InTime: true);
        return limit.IsCancellationRequested
            ? new PeerAnswer.Lost($"no answer within {timeLimit.TotalSeconds:0.#} s", InTime: false)
            : new PeerAnswer.Lost("the connection broke before the answer came", InTime: true);
    }

    private static RestClientOptions OptionsOf(HttpClient client, TimeSpan timeLimit, string? baseUrl)
    {
        // The time limit of a request ends it first.
        var options = new RestClientOptions
        {
            FollowRedirects = false, SetErrorExceptionOnUnsuccessfulStatusCode = false,
            Timeout = timeLimit + TimeSpan.FromMinutes(1)
        };
        if (baseUrl is not null) options.BaseUrl = new Uri(baseUrl.TrimEnd('/') + "/", UriKind.Absolute);
        if (client.DefaultRequestHeaders.UserAgent.ToString() is { Length: > 0 } agent) options.UserAgent = agent;
        return options;
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } when response.Headers.Date is { } now => date - now,
            _ => TimeSpan.Zero,
        };
        return wait <= TimeSpan.Zero ? null : wait < LongestWait ? wait : LongestWait;
    }
}

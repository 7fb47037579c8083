using System.Net.Http;
using System.Net.Sockets;
using RestSharp;

namespace Bot.Gateways.Partners;

/// <summary>One pooled HTTP client to one partner, which tells a request that never left from an answer that was lost.</summary>
/// <param name="baseUrl">May have a trailing path, with or without a slash at its end.</param>
/// <param name="timeout">For one request, from connecting to the last byte.</param>
/// <param name="reuseConnections">False: a connection for each request. The HTTP stack silently repeats a request without a body when a reused connection closes under it, so a GET with consequences must not reuse one.</param>
internal sealed class PartnerHttp(string baseUrl, TimeSpan timeout, bool reuseConnections = true) : IDisposable
{
    private readonly RestClient _client = new(
        new SocketsHttpHandler
        {
            PooledConnectionLifetime = reuseConnections ? TimeSpan.FromMinutes(5) : TimeSpan.Zero,
            AllowAutoRedirect = false,
            UseCookies = false,
        },
        disposeHandler: true,
        options =>
        {
            options.BaseUrl = new Uri(baseUrl.TrimEnd('/') + "/", UriKind.Absolute);
            options.Timeout = timeout;
            options.FollowRedirects = false;
            options.SetErrorExceptionOnUnsuccessfulStatusCode = false;
        });

    /// <summary>The address a path has at this partner.</summary>
    public Uri AddressOf(string path) => new(_client.Options.BaseUrl!, path.TrimStart('/'));

    /// <summary>Sends one request, never twice. Throws only when cancelled.</summary>
    public async Task<PartnerResponse> SendAsync(RestRequest request, CancellationToken cancel)
    {
        var response = await _client.ExecuteAsync(request, cancel);
        cancel.ThrowIfCancellationRequested();

        if (response.ErrorException is null && response.StatusCode != 0) return new PartnerResponse.Answered((int)response.StatusCode, response.Content ?? "");
        if (response.ResponseStatus == ResponseStatus.TimedOut) return new PartnerResponse.Lost($"no answer within {timeout.TotalSeconds:0.#} s");
        return NeverLeft(response.ErrorException)
            ? new PartnerResponse.NotSent("no connection")
            : new PartnerResponse.Lost("the connection broke before the answer came");
    }

    public void Dispose() => _client.Dispose();

    private static bool NeverLeft(Exception? error) => error switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError } => true,
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable or SocketError.NetworkUnreachable } } => true,
        _ => false,
    };
}

using System.Text;
using Bot.Engine.Values;
using Bot.Gateways.Http;
using Microsoft.Extensions.Options;
using RestSharp;

namespace Bot.Gateways.Operations;

/// <summary>Sends the requests of operations: to their hosts, or to the sandbox that plays them.</summary>
internal sealed class HttpCaller(IOptions<HttpOperationOptions> options, IHttpClientFactory clients, CircuitBreaker breaker)
{
    /// <summary>Name of the HTTP client.</summary>
    public const string ClientName = "operations";

    /// <summary>Tells the sandbox how an answer may look; it goes nowhere else.</summary>
    public const string ExampleHeader = "X-Bot-Example";

    private const int ServerFault = 500;

    public IEnumerable<KeyValuePair<string, string>> Secrets => options.Value.Secrets;

    /// <param name="callHeader">Name and value of the header that carries the call's id; null for none.</param>
    /// <param name="example">An answer for where nothing else is said.</param>
    /// <exception cref="FormatException">A value cannot stand where it is to stand.</exception>
    public async Task<PeerAnswer> SendAsync(HttpRequestForm form, RecordValue values, (string Name, string Value)? callHeader, string example,
        CancellationToken cancel)
    {
        if (!breaker.Allows(form.Host)) return new PeerAnswer.NotSent($"{form.Host} failed {CircuitBreaker.Failures} times in a row and is left alone for a while");
        if (!Uri.TryCreate(form.Url.Render(values), UriKind.Absolute, out var address)
            || !string.Equals(address.Authority, form.Host, StringComparison.OrdinalIgnoreCase))
        {
            throw new FormatException("its address is none");
        }

        var played = IsPlayed(form);
        var request = new RestRequest(played ? new Uri($"{options.Value.SandboxUrl}/http/{form.Host}{address.PathAndQuery}") : address, MethodOf(form.Method));
        foreach (var (name, text) in form.Headers) request.AddHeader(name, text.Render(values));
        if (callHeader is { Name.Length: > 0 } own) request.AddHeader(own.Name, own.Value);
        if (played) request.AddHeader(ExampleHeader, Convert.ToBase64String(Encoding.UTF8.GetBytes(example)));
        if (form.Body is { } body) request.AddStringBody(body.Write(values), body.MimeType);

        var http = new PeerHttp(clients.CreateClient(ClientName), form.Timeout);
        var answer = await http.SendAsync(request, cancel).ConfigureAwait(false);
        breaker.Note(form.Host, answer is not PeerAnswer.Answered { Status: < ServerFault });
        return answer;
    }

    /// <summary>In Development every host is played that is not allowed by name.</summary>
    private bool IsPlayed(HttpRequestForm form) => options.Value.IsDevelopment && !options.Value.Allows(form.Host);

    private static Method MethodOf(string method) => Enum.Parse<Method>(method, ignoreCase: true);
}

using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Bot.Tests.Support.Partners;

/// <summary>A partner that answers what it is told, path by path, and remembers what it was sent.</summary>
internal sealed class ScriptedPartner : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> _answers = new();
    private LoopbackServer? _server;

    public ConcurrentQueue<ScriptedRequest> Requests { get; } = new();

    public string Address => _server!.Address;

    public ScriptedRequest Last => Requests.Last();

    public static async Task<ScriptedPartner> StartAsync()
    {
        var partner = new ScriptedPartner();
        partner._server = await LoopbackServer.StartAsync(app => app.Run(partner.AnswerAsync));
        return partner;
    }

    public void Answers(string path, string body, int status = 200) => _answers[path] = async http =>
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(body);
    };

    /// <summary>One answer after the other; the last one from then on.</summary>
    public void AnswersInTurn(string path, params (string Body, int Status)[] answers)
    {
        var asked = 0;
        _answers[path] = async http =>
        {
            var (body, status) = answers[Math.Min(Interlocked.Increment(ref asked), answers.Length) - 1];
            http.Response.StatusCode = status;
            await http.Response.WriteAsync(body);
        };
    }

    public void Redirects(string path, string to) => _answers[path] = http =>
    {
        http.Response.Redirect(to);
        return Task.CompletedTask;
    };

    public void Drops(string path) => _answers[path] = http =>
    {
        http.Abort();
        return Task.CompletedTask;
    };

    public async ValueTask DisposeAsync() => await _server!.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        Requests.Enqueue(
            new(http.Request.Method, http.Request.Path + http.Request.QueryString, body,
                http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));

        var path = http.Request.Path.Value!;
        await (_answers.TryGetValue(path, out var answer) ? answer(http) : http.Response.WriteAsync("""{"status":"true","message":"ok","data":[]}"""));
    }
}

internal sealed record ScriptedRequest(string Method, string Target, string Body, IReadOnlyDictionary<string, string> Headers);

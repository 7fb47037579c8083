using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Bot.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Bot.Tests.Compliance;

/// <summary>A provider on the loopback interface: writes down what it is asked and answers as it is told.</summary>
internal sealed class ChannelPeer : IAsyncDisposable
{
    private LoopbackServer? _server;

    public string Url => _server!.Address;

    public ConcurrentQueue<PeerRequest> Requests { get; } = [];

    public Func<HttpContext, Task> Answer { get; set; } = context => Give(context, 200, "{}");

    public static async Task<ChannelPeer> StartAsync()
    {
        var peer = new ChannelPeer();
        peer._server = await LoopbackServer.StartAsync(app => app.Run(peer.RecordAsync));
        return peer;
    }

    /// <summary>A URL at which no server listens.</summary>
    public static string Nowhere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://{listener.LocalEndpoint}";
    }

    public static async Task Give(HttpContext context, int status, string body, string headers = "")
    {
        context.Response.StatusCode = status;
        foreach (var header in headers.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            context.Response.Headers[header.Split('=')[0]] = header.Split('=')[1];
        await context.Response.WriteAsync(body);
    }

    public static Task HangUp(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>Never answers; ends when the caller leaves.</summary>
    public static Task KeepWaiting(HttpContext context)
    {
        var left = new TaskCompletionSource();
        context.RequestAborted.Register(left.SetResult);
        return left.Task;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task RecordAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Requests.Enqueue(
            new PeerRequest(context.Request.Method, context.Request.Path + context.Request.QueryString, headers, await reader.ReadToEndAsync(),
                context.Connection.Id));
        await Answer(context);
    }
}

internal sealed record PeerRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body, string Connection)
{
    public string Header(string name) => Headers.GetValueOrDefault(name, "");
}

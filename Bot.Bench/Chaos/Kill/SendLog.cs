using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Bot.Bench.Chaos.Kill;

/// <summary>
/// Which host sent each outbox row, as often as Meta took it: a row that goes out twice is one thing when the host that sent it died just then, and another
/// when it lived. Hosts are told apart by their access tokens.
/// </summary>
internal sealed class SendLog
{
    private const string Scheme = "Bearer ";
    private const string Prefix = "chaos-";

    private readonly ConcurrentDictionary<string, ConcurrentQueue<int>> _senders = new(StringComparer.Ordinal);

    /// <summary>The access token of a host.</summary>
    public static string TokenOf(int host) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{host}");

    /// <summary>The hosts that sent a row, in order; null where not every sending is known.</summary>
    /// <param name="times">How often it was taken.</param>
    public IReadOnlyList<int>? SendersOf(string row, int times) =>
        _senders.TryGetValue(row, out var hosts) && hosts.Count == times ? [.. hosts] : null;

    /// <summary>Notes a call of a host that Meta takes.</summary>
    public async Task NoteAsync(HttpContext context, RequestDelegate next)
    {
        if (HostOf(context.Request) is not { } host)
        {
            await next(context);
            return;
        }

        context.Request.EnableBuffering();
        var row = await RowOfAsync(context.Request);
        context.Request.Body.Position = 0;
        await next(context);
        if (context.Response.StatusCode == StatusCodes.Status200OK && row.Length > 0) _senders.GetOrAdd(row, _ => []).Enqueue(host);
    }

    private static int? HostOf(HttpRequest request) =>
        request.Method == "POST" && request.Path.Value!.EndsWith("/messages", StringComparison.Ordinal)
        && request.Headers.Authorization.ToString() is var token && token.StartsWith(Scheme + Prefix, StringComparison.Ordinal)
            ? int.Parse(token.AsSpan((Scheme + Prefix).Length), CultureInfo.InvariantCulture) : null;

    private static async Task<string> RowOfAsync(HttpRequest request)
    {
        using var body = await JsonDocument.ParseAsync(request.Body);
        return body.RootElement.TryGetProperty("biz_opaque_callback_data", out var row) ? row.GetString()! : "";
    }
}

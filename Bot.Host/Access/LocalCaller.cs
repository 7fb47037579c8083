using System.Net;

namespace Bot.Host.Access;

/// <summary>
/// Whether a request comes from this very machine: over loopback, through no proxy or tunnel, under a local name, and not from a foreign web page.
/// </summary>
/// <remarks>A proxy that says nothing of itself cannot be told from a local program: Development behind one is open, docs/security.md.</remarks>
internal static class LocalCaller
{
    private const string Forwarded = "X-Forwarded-";

    /// <summary>What proxies, tunnels and content networks say of the caller behind them.</summary>
    private static readonly string[] ProxyHeaders =
        ["X-Real-IP", "Forwarded", "Via", "CF-Connecting-IP", "True-Client-IP", "X-Original-Forwarded-For", "X-Client-IP", "X-Original-Host", "Fastly-Client-IP"];

    public static bool Is(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !ProxyHeaders.Any(context.Request.Headers.ContainsKey)
        && !context.Request.Headers.Keys.Any(name => name.StartsWith(Forwarded, StringComparison.OrdinalIgnoreCase))
        && IsLocalName(context.Request.Host.Host)
        && IsOwnOrigin(context.Request)
        && context.Request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";

    /// <summary>A foreign page whose name resolves to 127.0.0.1 still sends its own name (DNS rebinding).</summary>
    private static bool IsLocalName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>A page says where it comes from with all that changes anything; a program says nothing.</summary>
    private static bool IsOwnOrigin(HttpRequest request) =>
        request.Headers.Origin.ToString() is var origin && (origin.Length == 0 || origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));
}

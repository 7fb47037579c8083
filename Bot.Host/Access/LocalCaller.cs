using System.Net;

namespace Bot.Host.Access;

/// <summary>
/// Whether a request comes from this very machine: over loopback, through no proxy or tunnel, under a local name, and not from a foreign web page.
/// </summary>
internal static class LocalCaller
{
    private static readonly string[] ProxyHeaders = ["X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via"];

    public static bool Is(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !ProxyHeaders.Any(context.Request.Headers.ContainsKey)
        && IsLocalName(context.Request.Host.Host)
        && context.Request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";

    /// <summary>A foreign page whose name resolves to 127.0.0.1 still sends its own name (DNS rebinding).</summary>
    private static bool IsLocalName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}

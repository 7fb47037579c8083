namespace Bot.Gateways.Channels;

/// <summary>
/// Where one channel may fetch media: the provider's hosts over https at public addresses, and hosts the operator named (in <see cref="MediaOptions"/> or as
/// the provider's URL) as they are.
/// </summary>
/// <param name="own">The provider's media hosts: <c>host</c> or <c>*.domain</c>.</param>
/// <param name="settings">URLs from the channel's own settings; their host and port are trusted.</param>
internal sealed class MediaHosts(IReadOnlyList<string> own, IReadOnlyList<string> settings, IReadOnlyList<string> extra)
{
    private readonly string[] _configured = [.. settings.Select(url => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? $"{Named(uri.IdnHost)}:{uri.Port}"
        : "").Where(authority => authority.Length > 0)];

    public bool Allows(Uri uri)
    {
        if (uri.UserInfo.Length > 0)
            return false;
        if (uri.Scheme is "https" or "http" && Trusts(uri.IdnHost, uri.Port))
            return true;
        return uri.Scheme == "https" && uri.IsDefaultPort && uri.HostNameType == UriHostNameType.Dns && own.Any(pattern => Fits(pattern, uri.IdnHost, uri.Port));
    }

    /// <summary>Whether this host may live at a private address.</summary>
    public bool Trusts(string host, int port) =>
        _configured.Concat(extra).Any(pattern => Fits(pattern.Trim(), Named(host), port) || Fits(pattern.Trim(), host, port));

    /// <summary>This machine has one name, however a link or a setting calls it.</summary>
    private static string Named(string host) => host is "127.0.0.1" or "::1" or "[::1]" ? "localhost" : host;

    private static bool Fits(string pattern, string host, int port)
    {
        if (pattern.StartsWith("*.", StringComparison.Ordinal))
            return host.Length > pattern.Length - 1 && host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase);
        return string.Equals(pattern, host, StringComparison.OrdinalIgnoreCase) || string.Equals(pattern, $"{host}:{port}", StringComparison.OrdinalIgnoreCase);
    }
}

namespace Bot.Host.Settings;

/// <summary>Where the host listens.</summary>
/// <param name="Host">A name or address; <c>0.0.0.0</c> for every network.</param>
/// <param name="Port">0 lets the system choose (with an address, not with <c>localhost</c>).</param>
internal sealed record ListenSettings(string Host, int Port)
{
    private const string Any = "0.0.0.0";

    /// <summary>As Kestrel takes it.</summary>
    public string Url => $"http://{Bracketed(Host)}:{Port}";

    /// <summary>How a process on the same machine reaches the host.</summary>
    public Uri Loopback => new($"http://{Bracketed(Host switch { Any or "localhost" => "127.0.0.1", "::" => "::1", _ => Host })}:{Port}");

    /// <summary><c>HOST</c> and <c>PORT</c>; where neither is given, the first address of <c>ASPNETCORE_URLS</c>; else localhost:5000.</summary>
    public static ListenSettings Read(SettingReader read)
    {
        var urls = read.Text("ASPNETCORE_URLS");
        var otherwise = new ListenSettings("localhost", 5000);
        if (urls.Length > 0 && !read.IsGiven("HOST") && !read.IsGiven("PORT"))
            return FromUrl(urls.Split(';')[0], read) ?? otherwise;
        return new(read.Text("HOST", otherwise.Host), read.Whole("PORT", otherwise.Port, 0, 65535));
    }

    private static ListenSettings? FromUrl(string text, SettingReader read)
    {
        // Kestrel writes "every network" as * or +, which no Uri takes.
        var plain = text.Replace("://+", "://" + Any, StringComparison.Ordinal).Replace("://*", "://" + Any, StringComparison.Ordinal);
        if (Uri.TryCreate(plain, UriKind.Absolute, out var url) && url.Scheme == "http")
            return new(url.Host.Trim('[', ']'), url.Port);
        read.Fault($"ASPNETCORE_URLS: \"{text}\" is no http address (TLS ends at the proxy before Bot); write e.g. ASPNETCORE_URLS=http://localhost:5000");
        return null;
    }

    private static string Bracketed(string host) => host.Contains(':') ? $"[{host}]" : host;
}

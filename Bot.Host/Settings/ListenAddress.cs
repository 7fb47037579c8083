using System.Net;

namespace Bot.Host.Settings;

/// <summary>Where the host listens.</summary>
/// <param name="Host">An address, or a name; <c>0.0.0.0</c> and every name but <c>localhost</c> for every network.</param>
internal sealed record ListenAddress(string Host, int Port)
{
    public const string Any = "0.0.0.0";
    public const string UsualHost = "localhost";
    public const int UsualPort = 5000;

    /// <summary>As Kestrel takes it.</summary>
    public string Url => $"http://{Bracketed(Host)}:{Port}";

    /// <summary>How a process on the same machine reaches the host.</summary>
    public Uri Loopback => new($"http://{Bracketed(Host switch { Any => "127.0.0.1", "::" => "::1", _ => IsName ? "127.0.0.1" : Host })}:{Port}");

    /// <summary>The server looks no name up: it listens on every network then, and on the loopback alone for <see cref="UsualHost"/>.</summary>
    public bool IsName => !IPAddress.TryParse(Host, out _);

    public static ListenAddress Of(IConfiguration configuration) => ServerOptions.Of(configuration).Listen;

    /// <returns>Null when it is no http address.</returns>
    public static ListenAddress? FromUrl(string text)
    {
        // Kestrel writes "every network" as * or +, which no Uri takes.
        var plain = text.Replace("://+", "://" + Any, StringComparison.Ordinal).Replace("://*", "://" + Any, StringComparison.Ordinal);
        return Uri.TryCreate(plain, UriKind.Absolute, out var url) && url.Scheme == "http" ? new(url.Host.Trim('[', ']'), url.Port) : null;
    }

    private static string Bracketed(string host) => host.Contains(':') ? $"[{host}]" : host;
}

using System.Net;

namespace Bot.Gateways.Channels;

/// <summary>From where media that people send may be fetched, besides each channel's own hosts.</summary>
public sealed class MediaOptions
{
    /// <summary>Its section of the configuration.</summary>
    public const string Section = "Media";

    /// <summary>
    /// Hosts the operator vouches for: <c>host</c>, <c>host:port</c> or <c>*.domain</c>. They may speak plain http and live at a private address. Default:
    /// none.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; set; } = [];

    /// <summary>For one file, redirects and body included. Default: 30 s, enough for 5 MB on a slow line.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Name resolution; tests put an attacker's answers here.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; set; } = Dns.GetHostAddressesAsync;
}

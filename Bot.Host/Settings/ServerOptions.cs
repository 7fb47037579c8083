using System.Net;
using Bot.Gateways.Settings;

namespace Bot.Host.Settings;

/// <summary>Where the host listens.</summary>
internal sealed class ServerOptions
{
    public const string Section = "Server";

    private static readonly SettingForm HostForm = SettingForm.Text with { Expected = "an address or a name to listen on", Example = ListenAddress.Any, Read = HostIn, TakesAnyText = false };

    public static SettingTable Table { get; } = new(Section,
        new Setting("HOST", nameof(Host), HostForm),
        Setting.Whole("PORT", nameof(Port), 0, 65535, ListenAddress.UsualPort),
        Setting.Text("ASPNETCORE_URLS", nameof(Urls)),
        Setting.Whole("CONNECTIONS_PER_ADDRESS", nameof(ConnectionsPerAddress), 0, 10_000, 1000));

    /// <summary>An address; <c>0.0.0.0</c>, <c>*</c>, <c>+</c> or a name for every network. Default: <c>localhost</c>.</summary>
    public string? Host { get; set; }

    /// <summary>0 lets the system choose (with an address, not with <c>localhost</c>). Default: 5000.</summary>
    public int? Port { get; set; }

    /// <summary>
    /// The server's own way to say both, <c>http://host:port</c>: its first address counts where neither <see cref="Host"/> nor <see cref="Port"/> is given.
    /// </summary>
    public string Urls { get; set; } = "";

    /// <summary>Connections that one address may have open; 0 for no limit, behind a proxy that counts itself. Default: 1,000 of the 10,000 in all.</summary>
    public int ConnectionsPerAddress { get; set; } = 1000;

    public ListenAddress Listen => ListenAddress.FromUrl(UsedUrl) ?? new(Host ?? ListenAddress.UsualHost, Port ?? ListenAddress.UsualPort);

    private string UsedUrl => Host is null && Port is null ? Urls.Split(';')[0] : "";

    public static ServerOptions Of(IConfiguration configuration) => configuration.GetSection(Section).Get<ServerOptions>() ?? new();

    public static IEnumerable<string> Faults(ServerOptions options)
    {
        if (options.UsedUrl.Length > 0 && ListenAddress.FromUrl(options.UsedUrl) is null)
            yield return $"ASPNETCORE_URLS: \"{options.UsedUrl}\" is no http address (TLS ends at the proxy before Bot); write e.g. ASPNETCORE_URLS=http://localhost:5000";
        if (options.Listen is { Port: 0, IsName: true, Host: var host })
            yield return $"PORT: 0 lets the system choose a port of an address, and {host} is a name; write e.g. HOST=127.0.0.1 beside it";
    }

    /// <summary>A line for the start about a name: the server looks no name up but <c>localhost</c>.</summary>
    public static IEnumerable<string> Notes(IConfiguration configuration)
    {
        if (Of(configuration).Listen is { IsName: true, Host: not ListenAddress.UsualHost and var host })
            yield return $"HOST={host} is a name, so every network of this machine is listened on; an address is listened on alone.";
    }

    private static string? HostIn(string value)
    {
        if (value is "*" or "+") return ListenAddress.Any;

        var plain = value.StartsWith('[') && value.EndsWith(']') ? value[1..^1] : value;

        // Sockets read 5000 as 0.0.19.136, and the resolver takes 10.0.0.999 for a name.
        var isNumber = plain.All(sign => char.IsAsciiDigit(sign) || sign == '.');
        if (isNumber && (!IPAddress.TryParse(plain, out var address) || address.ToString() != plain)) return null;

        return IPAddress.TryParse(plain, out _) || Uri.CheckHostName(plain) == UriHostNameType.Dns ? plain : null;
    }
}

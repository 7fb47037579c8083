using System.Net;
using Bot.Gateways.Settings;

namespace Bot.Gateways.Operations;

/// <summary>What operations of flows may reach, and with which secrets.</summary>
public sealed class HttpOperationOptions
{
    /// <summary>Its section of the configuration.</summary>
    public const string Section = "Operations";

    /// <summary>
    /// Beginning of every secret's name in the environment: a flow can name no other variable, such as the keys of this program itself.
    /// </summary>
    public const string SecretPrefix = "FLOW_";

    /// <summary>Set to true, hosts and secrets are judged as outside of Development.</summary>
    public const string StrictKey = "Strict";

    public static SettingTable Table { get; } = new(Section, Setting.List("HTTP_ALLOWED_HOSTS", nameof(AllowedHosts)));

    /// <summary>
    /// Hosts that operations may call: <c>host</c> or <c>host:port</c>. In Development they may speak plain http and live at a private address, and all others
    /// are played by the sandbox. Default: none.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; set; } = [];

    /// <summary>Values by name, all of which begin with <see cref="SecretPrefix"/>.</summary>
    public IDictionary<string, string> Secrets { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Where hosts that are not allowed are played; empty outside of Development.</summary>
    internal string SandboxUrl { get; set; } = "";

    internal bool IsDevelopment { get; set; }

    /// <summary>Name resolution; tests put an attacker's answers here.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; set; } = Dns.GetHostAddressesAsync;

    internal bool Allows(string authority) => AllowedHosts.Contains(authority, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a private address may stand behind a name.</summary>
    internal bool TrustsPrivate(string host, int port) => IsDevelopment
        && (AllowedHosts.Contains(host, StringComparer.OrdinalIgnoreCase) || Allows($"{host}:{port}")
            || (Uri.TryCreate(SandboxUrl, UriKind.Absolute, out var sandbox) && sandbox.Host == host && sandbox.Port == port));
}

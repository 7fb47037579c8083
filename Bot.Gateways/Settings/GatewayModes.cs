using Microsoft.Extensions.Configuration;

namespace Bot.Gateways.Settings;

/// <summary>Decides for each gateway whether it is called for real, sandboxed or left out, and what it misses. The only place that does.</summary>
/// <remarks>
/// A gateway is live as soon as anything of its credentials is given, in Development too; then all of them must be. Outside of Development all are needed
/// unless it is off, or optional and given none.
/// </remarks>
public sealed class GatewayModes(IConfiguration configuration)
{
    /// <summary>Key of the names in <c>PARTNERS_OFF</c>.</summary>
    public const string OffKey = "Gateways:Off";

    /// <summary>Key of the flag <c>ALLOW_PLAIN_HTTP</c>.</summary>
    public const string PlainHttpKey = "Gateways:AllowPlainHttp";

    /// <summary>Key of the environment's name.</summary>
    public const string EnvironmentKey = "Environment";

    /// <summary>Key of the address at which the sandbox is served: <c>http://127.0.0.1:5000/sandbox</c>.</summary>
    public const string SandboxKey = "Sandbox:Url";

    /// <summary>The only environment with sandboxes and with local use without keys; any other name is as strict as <c>Production</c>.</summary>
    public const string Development = "Development";

    private readonly string[] _off = [.. configuration.GetSection(OffKey).GetChildren().Select(name => name.Value ?? "")];

    private readonly bool _allowsPlainHttp = bool.TryParse(configuration[PlainHttpKey], out var allowed) && allowed;

    public bool IsDevelopment { get; } = configuration[EnvironmentKey] == Development;

    public IReadOnlyList<string> Off => _off;

    public string SandboxUrl => configuration[SandboxKey] ?? "";

    public GatewayMode ModeOf(Gateway gateway)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        if (_off.Contains(gateway.Name)) return GatewayMode.Off;

        var credentials = CredentialsOf(gateway);
        if (credentials.Count == 0 || credentials.Exists(setting => IsGiven(gateway, setting))) return GatewayMode.Live;
        return IsDevelopment ? GatewayMode.Sandbox : gateway.IsOptional ? GatewayMode.Off : GatewayMode.Live;
    }

    /// <summary>Names of the settings without which the gateway cannot be used.</summary>
    public IReadOnlyList<string> MissingOf(Gateway gateway)
    {
        if (ModeOf(gateway) != GatewayMode.Live) return [];

        var needed = CredentialsOf(gateway)
            .Concat(gateway.Table.Settings.Where(setting => setting.Need == SettingNeed.Live && !IsDevelopment && !_off.Contains(setting.NeededBy)));
        return [.. needed.Where(setting => !IsGiven(gateway, setting)).Select(setting => setting.Name)];
    }

    /// <summary>
    /// A sentence for each address of a live gateway that is reached in clear over a network, outside of Development; none where that is allowed.
    /// </summary>
    public IEnumerable<string> PlainFaultsOf(Gateway gateway) => IsDevelopment || _allowsPlainHttp
        ? []
        : PlainOf(gateway).Select(setting =>
            $"{setting.Name}: what is sent over plain http can be read on the way, keys and codes too; write an https address, or ALLOW_PLAIN_HTTP=true where the way is your own");

    /// <summary>Lines for the start: who is sandboxed or left out, and why.</summary>
    public IEnumerable<string> NotesOn(Gateway gateway)
    {
        switch (ModeOf(gateway))
        {
            case GatewayMode.Off when !_off.Contains(gateway.Name):
                break;
            case GatewayMode.Off:
                yield return $"{gateway.Title} is left out (PARTNERS_OFF).";
                break;
            case GatewayMode.Sandbox:
                var absent = CredentialsOf(gateway).ConvertAll(setting => setting.Name);
                yield return $"{gateway.Title} is sandboxed: {string.Join(", ", absent)} {(absent.Count == 1 ? "is" : "are")} not set.";
                break;
            default:
                if (gateway.Remark(gateway.SectionOf(configuration)) is { } remark) yield return remark;
                foreach (var plain in PlainOf(gateway)) yield return $"{plain.Name} is plain http: what is sent there can be read on the way.";
                break;
        }
    }

    private List<Setting> CredentialsOf(Gateway gateway) =>
        IsDevelopment && gateway.IsAddressed(gateway.SectionOf(configuration))
            ? []
            : [.. gateway.Table.Settings.Where(setting => setting.Need == SettingNeed.Credential)];

    private IEnumerable<Setting> PlainOf(Gateway gateway) => ModeOf(gateway) != GatewayMode.Live
        ? []
        : gateway.Table.Settings.Where(setting => setting.Form.IsLink
            && Uri.TryCreate(configuration[gateway.Table.PathOf(setting)], UriKind.Absolute, out var link) && link is { Scheme: "http", IsLoopback: false });

    private bool IsGiven(Gateway gateway, Setting setting) => configuration[gateway.Table.PathOf(setting)] is { Length: > 0 };
}

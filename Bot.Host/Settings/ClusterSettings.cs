using System.Net;
using Bot.Gateways.Settings;

namespace Bot.Host.Settings;

/// <summary>Whether several hosts hold the conversations together, and where they reach this one.</summary>
internal sealed class ClusterSettings
{
    public const string Section = "Cluster";

    private const int UsualPort = 11111;

    private static readonly SettingForm AddressForm = SettingForm.Text with
    {
        Expected = "an address of this machine",
        Example = "10.0.0.5",
        Read = value => IPAddress.TryParse(value, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any) ? value : null,
        TakesAnyText = false,
    };

    public static SettingTable Table { get; } = new(Section,
        Setting.OneOf("CLUSTER", nameof(Mode), ClusterMode.Orleans),
        new Setting("CLUSTER_ADDRESS", nameof(Address), AddressForm),
        Setting.Whole("CLUSTER_PORT", nameof(Port), 0, 65535, UsualPort));

    /// <summary>Default: none, every host handles what it receives.</summary>
    public ClusterMode Mode { get; set; }

    /// <summary>Where the other hosts reach this one. Default: the machine's first address that is not the loopback.</summary>
    public string Address { get; set; } = "";

    /// <summary>0 lets the system choose. Default: 11111.</summary>
    public int Port { get; set; } = UsualPort;

    public static ClusterSettings Of(IConfiguration configuration) => configuration.GetSection(Section).Get<ClusterSettings>() ?? new();

    public static IEnumerable<string> Faults(ClusterSettings settings, DatabaseOptions database)
    {
        if (settings.Mode == ClusterMode.Orleans && !database.Url.StartsWith("postgres", StringComparison.OrdinalIgnoreCase))
            yield return "CLUSTER: hosts of a cluster share one PostgreSQL; write e.g. DATABASE_URL=postgresql://user:password@host:5432/database beside it";
    }
}

/// <summary>What brings an input to the host that holds its conversation.</summary>
internal enum ClusterMode
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A cluster of Microsoft Orleans.</summary>
    Orleans,
}

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
        Setting.Whole("CLUSTER_PORT", nameof(Port), 0, 65535, UsualPort),
        Setting.OneOf("CLUSTER_PLACEMENT", nameof(Placement), PlacedBy.Hash),
        Setting.Text("CLUSTER_CERTIFICATE", nameof(Certificate)),
        Setting.Text("CLUSTER_KEY", nameof(Key)),
        Setting.Text("CLUSTER_AUTHORITY", nameof(Authority)),
        Setting.Flag("CLUSTER_DASHBOARD", nameof(Dashboard)));

    /// <summary>Default: none, every host handles what it receives.</summary>
    public ClusterMode Mode { get; set; }

    /// <summary>Where the other hosts reach this one. Default: the machine's first address that is not the loopback.</summary>
    public string Address { get; set; } = "";

    /// <summary>0 lets the system choose. Default: 11111.</summary>
    public int Port { get; set; } = UsualPort;

    /// <summary>Which host a conversation is placed at. Default: by a hash of the person's address.</summary>
    public PlacedBy Placement { get; set; }

    /// <summary>A PEM file, from the working folder: what this host shows to the others. Empty, as by default: nothing is shown, asked for or sealed.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>A PEM file with its private key.</summary>
    public string Key { get; set; } = "";

    /// <summary>A PEM file with the certificate of the authority that signs those of hosts, and nothing else.</summary>
    public string Authority { get; set; } = "";

    /// <summary>Orleans' dashboard, for those who manage at the desk. Default: false.</summary>
    public bool Dashboard { get; set; }

    /// <summary>Where paths begin.</summary>
    public string Working { get; set; } = "";

    /// <summary>The three files in the order certificate, key, authority; null where none is named.</summary>
    public (string Certificate, string Key, string Authority)? Files =>
        Certificate.Length > 0 ? (Path.Combine(Working, Certificate), Path.Combine(Working, Key), Path.Combine(Working, Authority)) : null;

    public static ClusterSettings Of(IConfiguration configuration) =>
        InFolder(configuration.GetSection(Section).Get<ClusterSettings>() ?? new(), configuration);

    public static IEnumerable<string> Faults(ClusterSettings settings, DatabaseOptions database)
    {
        if (settings.Mode == ClusterMode.Orleans && !database.Url.StartsWith("postgres", StringComparison.OrdinalIgnoreCase))
            yield return "CLUSTER: hosts of a cluster share one PostgreSQL; write e.g. DATABASE_URL=postgresql://user:password@host:5432/database beside it";
        string[] files = [settings.Certificate, settings.Key, settings.Authority];
        if (files.Any(file => file.Length > 0) && files.Any(file => file.Length == 0))
            yield return "CLUSTER_CERTIFICATE, CLUSTER_KEY and CLUSTER_AUTHORITY go together: name all three files, or none, and hosts talk in clear";
        else if (settings is { Mode: ClusterMode.Orleans, Files: { } named } && ClusterFiles.FaultOf(named) is { } fault)
            yield return fault;
    }

    private static ClusterSettings InFolder(ClusterSettings settings, IConfiguration configuration)
    {
        settings.Working = FolderOptions.Of(configuration).Working;
        return settings;
    }
}

/// <summary>What decides at which host a conversation is.</summary>
internal enum PlacedBy
{
    /// <summary>A hash of the person's address.</summary>
    Hash,

    /// <summary>What hosts have to do, as Orleans does by default.</summary>
    Load,
}

/// <summary>What brings an input to the host that holds its conversation.</summary>
internal enum ClusterMode
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A cluster of Microsoft Orleans.</summary>
    Orleans,
}

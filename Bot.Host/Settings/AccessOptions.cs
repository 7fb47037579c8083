using Bot.Gateways.Settings;

namespace Bot.Host.Settings;

/// <summary>Who may call the HTTP API.</summary>
internal sealed class AccessOptions
{
    public const string Section = "Access";

    private IReadOnlyList<ApiKeySetting>? _keys;

    public static SettingTable Table { get; } = new(Section,
        Setting.Secret("API_KEYS", nameof(ApiKeys)),
        Setting.Flag("DOCS_OPEN", nameof(DocsOpen)));

    /// <summary>
    /// Secret: <c>name:key</c> or <c>name:key:scope+scope</c>, comma separated; keys of at least 24 characters outside of Development. Default: none, in
    /// Development only, where local callers are let in without.
    /// </summary>
    public string ApiKeys { get; set; } = "";

    /// <summary>The pages that describe the API ask for no key outside of Development. Default: false.</summary>
    public bool DocsOpen { get; set; }

    /// <summary>The folder of the flows, which may ask for scopes of their own.</summary>
    public string Flows { get; set; } = "";

    /// <summary>The well-formed ones.</summary>
    public IReadOnlyList<ApiKeySetting> Keys => _keys ??= ApiKeySetting.Read(ApiKeys, _ => { }, OwnScopes);

    public static AccessOptions Of(IConfiguration configuration) =>
        new() { ApiKeys = configuration[$"{Section}:{nameof(ApiKeys)}"] ?? "", Flows = FolderOptions.Of(configuration).Flows };

    public static IEnumerable<string> Faults(AccessOptions options, DeploymentOptions deployment)
    {
        var faults = new List<string>();
        if (!deployment.IsDevelopment && options.ApiKeys.Length == 0) faults.Add(MissingSetting.Of("API_KEYS"));
        var keys = ApiKeySetting.Read(options.ApiKeys, faults.Add, options.OwnScopes);
        if (!deployment.IsDevelopment) faults.AddRange(keys.Select(key => key.Weakness()).OfType<string>());
        return faults;
    }

    private IReadOnlyCollection<string> OwnScopes() => FlowScopes.In(Flows);
}

using Bot.Gateways.Settings;

namespace Bot.Host.Settings;

/// <summary>Operators who come by an identity provider, over OpenID Connect: https://openid.net/specs/openid-connect-core-1_0.html.</summary>
internal sealed class OpenIdOptions
{
    public const string Section = "DeskOpenId";

    public static SettingTable Table { get; } = new(Section,
        Setting.Link("DESK_OIDC_AUTHORITY", nameof(Authority), "https://login.example.com/realms/office"),
        Setting.Text("DESK_OIDC_CLIENT_ID", nameof(ClientId)),
        Setting.Secret("DESK_OIDC_CLIENT_SECRET", nameof(ClientSecret)),
        Setting.Link("DESK_OIDC_REDIRECT", nameof(Redirect), "https://bot.example.com/desk/oidc"),
        Setting.Text("DESK_OIDC_NAME_CLAIM", nameof(NameClaim)),
        Setting.Text("DESK_OIDC_ROLE_CLAIM", nameof(RoleClaim)),
        Setting.Text("DESK_OIDC_ROLES", nameof(Roles)));

    /// <summary>The provider's address, under which <c>/.well-known/openid-configuration</c> lies. Default: none, which lets no one in this way.</summary>
    public string Authority { get; set; } = "";

    /// <summary>The desk's id at the provider; <see cref="Authority"/> needs it.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Secret: proves the desk to the provider. Default: none, for a client that has PKCE alone.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>Where the provider sends people back, as it stands there. Default: <c>/desk/oidc</c> of the address that was asked for.</summary>
    public string Redirect { get; set; } = "";

    /// <summary>The claim of the id token that an operator's name is made of. Default: <c>preferred_username</c>.</summary>
    public string NameClaim { get; set; } = "preferred_username";

    /// <summary>The claim that has the roles. Default: <c>roles</c>.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>Which of its values mean which roles: <c>support=answer, heads=manage+privacy</c>. Default: the names of the roles themselves.</summary>
    public string Roles { get; set; } = "";

    public bool IsOn => Authority.Length > 0;

    /// <summary>The roles that values of the claim mean.</summary>
    public IReadOnlyList<string> RolesOf(IEnumerable<string> values)
    {
        var means = Meanings(Roles);
        return [.. values.SelectMany(value => means.Count == 0 ? [value] : means.GetValueOrDefault(value, [])).Where(OperatorRoles.All.Contains).Distinct()];
    }

    public static IEnumerable<string> Faults(OpenIdOptions options)
    {
        if (!options.IsOn)
        {
            if (options.ClientId.Length > 0) yield return "DESK_OIDC_AUTHORITY: DESK_OIDC_CLIENT_ID needs it; write e.g. DESK_OIDC_AUTHORITY=https://login.example.com/realms/office";
            yield break;
        }

        if (options.ClientId.Length == 0) yield return "DESK_OIDC_CLIENT_ID: DESK_OIDC_AUTHORITY needs it; write the id that the provider gave to the desk";
        foreach (var (name, value) in new[] { ("DESK_OIDC_AUTHORITY", options.Authority), ("DESK_OIDC_REDIRECT", options.Redirect) })
        {
            if (value.Length > 0 && !(Uri.TryCreate(value, UriKind.Absolute, out var link) && (link.Scheme == Uri.UriSchemeHttps || link.IsLoopback)))
                yield return $"{name}: passwords and tokens go over https alone; write e.g. {name}=https://...";
        }

        if (options.Redirect.Length > 0 && !options.Redirect.EndsWith("/desk/oidc", StringComparison.Ordinal))
            yield return "DESK_OIDC_REDIRECT: the desk answers at /desk/oidc; write e.g. DESK_OIDC_REDIRECT=https://bot.example.com/desk/oidc";
        var meanings = Meanings(options.Roles);
        if (options.Roles.Length > 0
            && (meanings.Count == 0 || meanings.Values.Any(meant => meant.Length == 0 || meant.Any(role => !OperatorRoles.All.Contains(role)))))
        {
            yield return $"DESK_OIDC_ROLES: each value of the claim means one or more of {string.Join(", ", OperatorRoles.All)}; write e.g. DESK_OIDC_ROLES=support=answer, heads=manage+privacy";
        }
    }

    public static OpenIdOptions Of(IConfiguration configuration) => configuration.GetSection(Section).Get<OpenIdOptions>() ?? new();

    private static Dictionary<string, string[]> Meanings(string text)
    {
        const StringSplitOptions Trimmed = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        var means = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var part in text.Split(',', Trimmed))
        {
            // A value may have equals signs itself, as names of LDAP have.
            var at = part.LastIndexOf('=');
            if (at > 0) means[part[..at].Trim()] = part[(at + 1)..].Split('+', Trimmed);
            else means[part] = [];
        }

        return means;
    }
}

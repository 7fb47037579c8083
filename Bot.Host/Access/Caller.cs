using System.Security.Claims;

namespace Bot.Host.Access;

/// <summary>A caller as claims: its name, and the scopes of its key.</summary>
internal static class Caller
{
    private const string ScopeClaim = "scope";
    private const string KeyClaim = "api_key";

    /// <summary>A program on this machine in Development: counts as one with a key for everything.</summary>
    public static ClaimsPrincipal Local { get; } = OfKey("local", new HashSet<string>());

    /// <param name="name">The key's name in <c>API_KEYS</c>.</param>
    /// <param name="scopes">What the key may do; empty: everything.</param>
    public static ClaimsPrincipal OfKey(string name, IReadOnlySet<string> scopes) => new(new ClaimsIdentity(
        [new(ClaimTypes.Name, name), new(KeyClaim, name), .. scopes.Select(scope => new Claim(ScopeClaim, scope))], ApiKeyHandler.Scheme));

    /// <summary>The key's name.</summary>
    public static string NameOf(this ClaimsPrincipal user) => user.Identity?.Name ?? "";

    /// <summary>The caller showed an API key, or counts as one that did.</summary>
    public static bool HasKey(this ClaimsPrincipal user) => user.HasClaim(claim => claim.Type == KeyClaim);

    public static bool May(this ClaimsPrincipal user, string scope) => !user.HasClaim(claim => claim.Type == ScopeClaim) || user.HasClaim(ScopeClaim, scope);
}

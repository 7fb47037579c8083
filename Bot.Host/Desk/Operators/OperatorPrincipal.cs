using System.Security.Claims;
using Bot.Host.Settings;

namespace Bot.Host.Desk.Operators;

/// <summary>An operator as claims: the name, the stamp of the session, and the roles as they are now.</summary>
internal static class OperatorPrincipal
{
    public const string Scheme = "Desk";

    private const string StampClaim = "stamp";

    public static ClaimsPrincipal Of(Operator known) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, known.Name), new(ClaimTypes.Name, known.Name), new(StampClaim, known.Stamp),
            .. known.Roles.Select(role => new Claim(ClaimTypes.Role, role)),
        ], Scheme));

    /// <summary>What is in a cookie: whose it is and the stamp. Roles are looked up at each request.</summary>
    public static ClaimsPrincipal Ticket(Operator known) =>
        new(new ClaimsIdentity([new(ClaimTypes.Name, known.Name), new(StampClaim, known.Stamp)], Scheme));

    /// <summary>Whether a session is still one of its operator's: neither signed out, disabled nor with another password.</summary>
    public static bool Holds(ClaimsPrincipal? user, Operator? known) => known is { Disabled: false } && known.Stamp == (user?.FindFirstValue(StampClaim) ?? "");

    public static bool IsAllowed(ClaimsPrincipal user, string role) =>
        user.Identity?.AuthenticationType == Scheme && OperatorRoles.Allow(user.FindAll(ClaimTypes.Role).Select(claim => claim.Value), role);
}

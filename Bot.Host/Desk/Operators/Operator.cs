using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Bot.Host.Settings;

namespace Bot.Host.Desk.Operators;

/// <summary>A person who looks after conversations at the desk.</summary>
/// <param name="Name">2 to 32 small letters, digits, dots and hyphens; never used again for another person.</param>
/// <param name="Hash">Of the password, by the framework's hasher; empty for one who comes by OpenID Connect.</param>
/// <param name="Roles">Of <see cref="OperatorRoles.All"/>.</param>
/// <param name="Stamp">Stands in every session of theirs: a new one ends them all.</param>
/// <param name="CreatedAt">UTC.</param>
internal sealed partial record Operator(string Name, string Hash, ImmutableArray<string> Roles, string Stamp, DateTimeOffset CreatedAt)
{
    /// <summary>Issuer and subject of who comes by OpenID Connect; null for an account with a password.</summary>
    public string? Subject { get; init; }

    /// <summary>May not sign in any more.</summary>
    public bool Disabled { get; init; }

    /// <summary>Wrong passwords in a row.</summary>
    public int Failures { get; init; }

    /// <summary>No password is looked at until then; null when one is.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>When they came last, UTC; null for never.</summary>
    public DateTimeOffset? SignedInAt { get; init; }

    public static bool IsName(string name) => NameForm().IsMatch(name);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]{1,31}\z")]
    private static partial Regex NameForm();
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Operator))]
internal sealed partial class OperatorJson : JsonSerializerContext;

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

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

/// <summary>What an operator may do.</summary>
internal static class OperatorRoles
{
    /// <summary>Sees the inbox and conversations; numbers and personal answers stay masked.</summary>
    public const string Watch = "watch";

    /// <summary>Takes conversations over, answers, hands back, and sees what is personal by an act that is written down.</summary>
    public const string Answer = "answer";

    /// <summary>All of that, and looks after operators, dead letters, keys and the audit log.</summary>
    public const string Manage = "manage";

    /// <summary>Shows, exports and erases a person's data.</summary>
    public const string Privacy = "privacy";

    public static IReadOnlyList<string> All { get; } = [Watch, Answer, Manage, Privacy];

    /// <summary>Whether roles allow what one of them is asked for.</summary>
    public static bool Allow(IEnumerable<string> roles, string asked) => asked switch
    {
        Watch => roles.Any(),
        Answer => roles.Any(role => role is Answer or Manage),
        _ => roles.Contains(asked),
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Operator))]
internal sealed partial class OperatorJson : JsonSerializerContext;

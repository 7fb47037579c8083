namespace Bot.Host.Settings;

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

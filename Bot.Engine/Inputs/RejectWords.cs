using System.Collections.Immutable;

namespace Bot.Engine.Inputs;

/// <summary>What a flow says in place of a type's own sentences: one message for all of its rules, or one for each.</summary>
/// <param name="Everything">Key of the message for any rejection, also of what is no text at all; null for none.</param>
/// <param name="ByRule">Keys of messages by the rule that is broken; <see cref="Other"/> stands for a text that is no value of the type.</param>
public sealed record RejectWords(string? Everything, ImmutableSortedDictionary<string, string> ByRule)
{
    /// <summary>The name of what has no rule of its own.</summary>
    public const string Other = "other";

    public static RejectWords None { get; } = new(null, ImmutableSortedDictionary<string, string>.Empty);

    /// <summary>Every message that may be said.</summary>
    public IEnumerable<string> Keys => Everything is null ? ByRule.Values : ByRule.Values.Prepend(Everything);

    /// <summary>What is said for a rejection.</summary>
    /// <param name="key">The type's own key, <c>reject.number.tooSmall</c>, or the engine's.</param>
    public string For(string key)
    {
        if (Everything is not null) return Everything;
        return key.StartsWith("reject.", StringComparison.Ordinal) && ByRule.TryGetValue(RuleOf(key), out var said) ? said : key;
    }

    /// <summary>The rule in a key: <c>tooSmall</c> of <c>reject.number.tooSmall</c>, <see cref="Other"/> of <c>reject.number</c>.</summary>
    public static string RuleOf(string key) => key.Split('.') is [_, _, var rule, ..] ? rule : Other;
}

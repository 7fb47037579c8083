using System.Collections.Immutable;

namespace Bot.Engine.Flows.Kinds;

/// <summary>What every question may have: timeouts, a limit of wrong answers, words of its own, its own words of rejection.</summary>
/// <param name="Reject">Message instead of the type's own sentence; null for the type's.</param>
/// <param name="Always">Asked whenever the conversation comes by, even if it was answered before: menus and confirmations.</param>
public sealed record QuestionSettings(Attempts? Attempts, Timeouts Timeouts, ImmutableArray<CommandWord> Words, string? Reject, bool Always, SourceLocation At)
{
    public ImmutableArray<(string Word, string Target)> CommandPairs { get; } = [.. Words.Select(word => (word.Word, word.Target))];

    internal IEnumerable<TransitionDefinition> Transitions()
    {
        if (Attempts is { } attempts) yield return new("tooMany", attempts.Then, attempts.At);
        if (Timeouts.Expire is { } expire) yield return new("expire", expire.Next, expire.At);
        foreach (var word in Words) yield return new($"command {word.Word}", word.Target, word.At);
    }

    internal IEnumerable<MessageUse> Messages()
    {
        if (Reject is not null) yield return new(Reject, At, ["example"]);
        if (Timeouts.Remind is { } remind) yield return new(remind.Say, remind.At, []);
    }
}

/// <summary>A word with a meaning in one state only, and where it leads.</summary>
public sealed record CommandWord(string Word, string Target, SourceLocation At);

using System.Collections.Immutable;
using Bot.Engine.Inputs;

namespace Bot.Engine.Flows.Kinds;

/// <summary>What every question may have: timeouts, a limit of wrong answers, words of its own, its own words of rejection.</summary>
/// <param name="Reject">Messages instead of the type's own sentences.</param>
/// <param name="Always">Asked whenever the conversation comes by, even if it was answered before: menus and confirmations.</param>
public sealed record QuestionSettings(Attempts? Attempts, Timeouts Timeouts, ImmutableArray<CommandWord> Words, RejectWords Reject, bool Always,
    SourceLocation At)
{
    /// <summary>What the messages of <see cref="Reject"/> may say besides the flow's slots.</summary>
    public ImmutableArray<string> RejectArguments { get; init; } = ["example"];

    public ImmutableArray<(string Word, string Target)> CommandPairs { get; } = [.. Words.Select(word => (word.Word, word.Target))];

    internal IEnumerable<TransitionDefinition> Transitions()
    {
        if (Attempts is { } attempts) yield return new("tooMany", attempts.Then, attempts.At);
        if (Timeouts.Expire is { } expire) yield return new("expire", expire.Next, expire.At);
        foreach (var word in Words) yield return new($"command {word.Word}", word.Target, word.At);
    }

    internal IEnumerable<MessageUse> Messages()
    {
        foreach (var key in Reject.Keys) yield return new(key, At, RejectArguments);
        if (Timeouts.Remind is { } remind) yield return new(remind.Say, remind.At, []);
    }
}

/// <summary>A word with a meaning in one state only, and where it leads.</summary>
public sealed record CommandWord(string Word, string Target, SourceLocation At);

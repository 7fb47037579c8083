using System.Collections.Immutable;
using Bot.Engine.Sessions;

namespace Bot.Engine.Flows;

/// <summary>
/// Where to go after an answer: branches in order, the first that holds is taken. A plain <c>next: state</c> is one branch without a condition.
/// </summary>
public sealed record Next(ImmutableArray<Branch> Branches)
{
    /// <summary>The branch to take and its number from 1; null when none holds.</summary>
    internal (Branch Branch, int Number)? Choose(Slots slots, DateTimeOffset at)
    {
        for (var i = 0; i < Branches.Length; i++)
        {
            if (Branches[i].When?.Holds(slots, at) ?? true)
                return (Branches[i], i + 1);
        }

        return null;
    }

    private readonly ImmutableArray<string> _triggers = Branches.Length == 1 ? ["answer"] : [.. Enumerable.Range(1, Branches.Length).Select(number => $"answer {number}")];

    /// <summary>The name coverage and graphs know a branch by: <c>answer</c>, or <c>answer 2</c> where there are several.</summary>
    internal string TriggerOf(int number) => _triggers[number - 1];

    internal IEnumerable<TransitionDefinition> Transitions()
    {
        for (var i = 0; i < Branches.Length; i++)
        {
            if (Branches[i].To is { } to)
                yield return new(TriggerOf(i + 1), to, Branches[i].At, Branches[i].When);
        }
    }

    internal IEnumerable<(string Trigger, Condition? When)> Edits()
    {
        for (var i = 0; i < Branches.Length; i++)
        {
            if (Branches[i].Edit)
                yield return (TriggerOf(i + 1), Branches[i].When);
        }
    }
}

/// <summary>One way on: to a state, or (<paramref name="Edit"/>) to the question which answer to change.</summary>
public sealed record Branch(Condition? When, string? To, bool Edit, SourceLocation At);

/// <summary>A possible transition, for checks, coverage and graphs.</summary>
public sealed record TransitionDefinition(string Trigger, string To, SourceLocation At, Condition? When = null);

namespace Bot.Engine.Promises;

/// <summary>Something that happened in a run of a flow, as promises name it.</summary>
/// <param name="Kind">See <see cref="EventKinds"/>.</param>
/// <param name="Name">The operation, state, slot or word; empty where the kind says it all.</param>
/// <param name="Detail">An outcome's name; <c>consequential</c> for a call with consequences.</param>
internal readonly record struct FlowEvent(string Kind, string Name, string Detail = "");

/// <summary>The kinds of events, by the word that a promise begins with.</summary>
internal static class EventKinds
{
    /// <summary>The person was heard.</summary>
    public const string Turn = "turn";

    /// <summary><c>call leads.create</c>, or <c>call consequential</c> for any with consequences.</summary>
    public const string Call = "call";

    /// <summary><c>outcome leads.verifyCode verified</c>; without the last word any outcome.</summary>
    public const string Outcome = "outcome";

    /// <summary><c>state confirm</c>: the run came to it.</summary>
    public const string StateReached = "state";

    /// <summary><c>end created</c>: the run ended there.</summary>
    public const string End = "end";

    /// <summary><c>changed mobile</c>: the slot holds another value, or none.</summary>
    public const string Changed = "changed";

    /// <summary><c>command cancel</c>: a word of the person's that is understood anywhere.</summary>
    public const string Command = "command";

    public static IReadOnlyList<string> All { get; } = [Call, Outcome, StateReached, End, Changed, Command, Turn];

    /// <summary>In place of an operation: any call with consequences.</summary>
    public const string Consequential = "consequential";
}

/// <summary>What a promise waits for.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Detail">Empty for any.</param>
public sealed record EventPattern(string Text, string Kind, string Name, string Detail)
{
    /// <summary><c>outcome leads.verifyCode verified</c>; null where it begins with no kind of event, or has too few words or too many.</summary>
    public static EventPattern? Read(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [EventKinds.Turn] => new(text, EventKinds.Turn, "", ""),
            [EventKinds.Outcome, var operation, var outcome] => new(text, EventKinds.Outcome, operation, outcome),
            [var kind, var name] when kind != EventKinds.Turn && EventKinds.All.Contains(kind) => new(text, kind, name, ""),
            _ => null,
        };
    }

    internal bool Fits(in FlowEvent happened) =>
        happened.Kind == Kind && (Name == happened.Name || (Kind == EventKinds.Call && Name == EventKinds.Consequential && happened.Detail == Name))
        && (Detail.Length == 0 || Detail == happened.Detail);
}

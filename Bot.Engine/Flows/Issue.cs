namespace Bot.Engine.Flows;

/// <summary>One fault in a flow or messages file: where it is, what is wrong, and what to write instead.</summary>
/// <param name="File">Path as a person would open it.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Problem">What is wrong: a clause without a full stop.</param>
/// <param name="Instead">What to write: a clause that says what to do: <c>write next: state</c>. Empty when nothing can be proposed.</param>
/// <param name="Warning">Worth a look; stops nothing.</param>
public sealed record Issue(string File, int Line, int Column, string Problem, string Instead, bool Warning = false)
{
    /// <summary>Name of the check that found it: <c>call-arguments</c>; empty where a reader did.</summary>
    public string Rule { get; init; } = "";

    internal static Issue At(SourceLocation at, string problem, string instead, bool warning = false) =>
        new(at.File, at.Line, at.Column, problem, instead, warning);

    /// <summary>Without its place: what is wrong, and what to write instead.</summary>
    public string Message => Instead.Length == 0 ? Problem : $"{Problem}; {Instead}";

    public override string ToString() => $"{File}({Line},{Column}): {(Warning ? "warning: " : "")}{Message}";
}

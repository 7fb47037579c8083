namespace Bot.Engine.Loading;

/// <summary>One fault in something a person wrote: where it is, what is wrong, and what to write instead.</summary>
public sealed record Issue(string File, int Line, int Column, string Problem, string Instead, bool Warning = false)
{
    internal static Issue At(Machine.Mark at, string problem, string instead, bool warning = false) => new(at.File, at.Line, at.Column, problem, instead, warning);

    public override string ToString() => $"{File}({Line},{Column}): {(Warning ? "warning: " : "")}{Problem}{(Instead.Length == 0 ? "" : "; " + Instead)}";
}

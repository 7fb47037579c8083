namespace Bot.Engine.Loading;

/// <summary>One fault in a flow or messages file: where it is, what is wrong, and what to write instead.</summary>
/// <param name="File">Path as a person would open it.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Problem">What is wrong: a clause without a full stop.</param>
/// <param name="Instead">What to write: fits between "write" and "instead". Empty when nothing can be proposed.</param>
/// <param name="Warning">Worth a look; stops nothing.</param>
public sealed record Issue(string File, int Line, int Column, string Problem, string Instead, bool Warning = false)
{
    /// <summary><c>file(line,col): problem; write … instead</c>, the form editors jump from.</summary>
    public override string ToString()
    {
        var place = $"{File}({Line},{Column}): {(Warning ? "warning: " : "")}{Problem}";
        return Instead.Length == 0 ? place : $"{place}; write {Instead} instead";
    }
}

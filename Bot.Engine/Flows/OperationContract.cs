using System.Collections.Immutable;

namespace Bot.Engine.Flows;

/// <summary>What a flow's author and the loader must know of an operation.</summary>
/// <param name="Name">Partner or area, dot, verb: <c>shauryapay.generateOtp</c>.</param>
/// <param name="Parameters">Names that <c>with</c> must give; a trailing <c>?</c> marks an optional one.</param>
/// <param name="Outcomes">Every outcome it can return with the fields its result carries. One whose recovery may end without an answer has <c>undecided</c>
/// among them.</param>
public sealed record OperationContract(string Name, ImmutableArray<string> Parameters, ImmutableArray<OperationOutcome> Outcomes, bool Consequential = false)
{
    /// <summary>False for the stand-in of an operation that a flow names and does not exist.</summary>
    internal bool IsKnown => !Outcomes.IsEmpty;
}

/// <param name="Fields">Names readable as <c>result.x</c> in the flow's <c>set</c>.</param>
public sealed record OperationOutcome(string Name, params ImmutableArray<string> Fields)
{
    /// <summary>Those of the fields that an answer may lack.</summary>
    public ImmutableArray<string> Optional { get; init; } = [];

    /// <summary>A list among the fields may have no rows.</summary>
    public bool MayBringNoRows { get; init; }
}

using Bot.Engine.Flows;

namespace Bot.Engine.Loading.Checks;

/// <summary>Every rule that flows must keep before a single message runs through them.</summary>
public static class FlowChecks
{
    public static IReadOnlyList<IFlowCheck> All { get; } =
    [
        // Names
        new FlowNames(),
        new PlainNames(),
        new EntryFlow(),
        new StartState(),
        new UnknownTargets(),
        new MovedStates(),

        // Ways
        new UnreachableStates(),
        new DeadEnds(),
        new DeadBranches(),
        new LoopsWithoutAWait(),
        new EndlessQuestions(),
        new CommandWords(),

        // Calls
        new CallArguments(),
        new CallOutcomes(),
        new UndecidedCalls(),
        new ResultFields(),

        // Flows in flows
        new UnknownSubflows(),
        new SubflowOutcomes(),
        new SubflowSlots(),
        new FlowRecursion(),

        // Slots and values
        new SlotsReadBeforeSet(),
        new UnusedSlots(),
        new CircularSlots(),
        new ComparedValues(),
        new FixedValues(),
        new RepeatedOptions(),
        new SummarySlots(),
        new PersonalCopies(),
        new ResultNames(),
    ];

    /// <summary>All findings, in the order of files and lines. A finding that is no warning must keep the flows from running.</summary>
    /// <param name="flows">As the loader read them, also those with faults.</param>
    /// <param name="entry">The flow that answers a stranger.</param>
    public static IReadOnlyList<Issue> Run(IReadOnlyList<Flow> flows, string entry)
    {
        var analysis = new FlowAnalysis(flows, entry);
        var found = All.SelectMany(check => check.Check(analysis).Select(issue => issue with { Rule = check.Name }))
            .DistinctBy(issue => issue with { Rule = "" }).ToList();

        // Asked of whole flows only: a machine has no meaning for what leads to a state that is missing.
        if (found.TrueForAll(issue => issue.Warning)) found.AddRange(RaisedTriggers.Check(flows));
        return
        [
            .. found
                .OrderBy(issue => issue.File, StringComparer.Ordinal).ThenBy(issue => issue.Line).ThenBy(issue => issue.Column)
                    .ThenBy(issue => issue.Problem, StringComparer.Ordinal),
        ];
    }
}

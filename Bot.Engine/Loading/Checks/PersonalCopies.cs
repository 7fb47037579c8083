using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;

namespace Bot.Engine.Loading.Checks;

/// <summary>What is personal stays so when a flow copies it: into another slot, into another flow and back.</summary>
internal sealed class PersonalCopies : IFlowCheck
{
    public string Name => "personal-copies";

    public IEnumerable<Issue> Check(FlowAnalysis analysis) =>
        from flow in analysis.Flows
        from state in flow.States
        from copy in CopiesOf(analysis, flow, state)
        let bare = copy.Target is null ? null : BareOf(copy.From, copy.Path, copy.Target)
        where bare is not null
        select Issue.At(copy.At, $"'{copy.Target!.Name}' is given '{copy.Path}', which is personal, and would show it", bare);

    private static IEnumerable<Copy> CopiesOf(FlowAnalysis analysis, Flow flow, State state)
    {
        IEnumerable<Binding> within = state switch
        {
            SetState set => set.Bindings,
            CallState call => call.Outcomes.SelectMany(outcome => outcome.Set),
            SubflowState sub => sub.Outcomes.SelectMany(outcome => outcome.Set),
            _ => [],
        };
        foreach (var binding in within)
            if (binding.Source is SlotSource source) yield return new(flow, source.Path, flow.Slot(binding.Name), binding.At);

        if (state is not SubflowState { Subflow: var name } other || analysis.Find(name) is not { } called) yield break;

        foreach (var binding in other.Brings)
            if (binding.Source is SlotSource source) yield return new(flow, source.Path, called.Slot(binding.Name), binding.At);
        foreach (var binding in other.Outcomes.SelectMany(outcome => outcome.Set))
            if (binding.Source is ResultSource { Path.Length: > 0 } result) yield return new(called, result.Path, flow.Slot(binding.Name), binding.At);
    }

    /// <summary>What to write at the target; null when it hides all that the source hides.</summary>
    private static string? BareOf(Flow from, string path, SlotDefinition target)
    {
        var parts = path.Split('.');
        if (target.Personal || from.Slot(parts[0]) is not { } source) return null;

        var personal = $"write {target.Name}: {{ type: {target.TypeName}, personal: true }}";
        if (source.Personal) return personal;
        if (parts.Length > 1) return source.PersonalFields.Contains(parts[1]) ? personal : null;
        return source.PersonalFields.Except(target.PersonalFields).Any()
            ? $"write {target.Name}: {{ type: {target.TypeName}, personal: [{string.Join(", ", source.PersonalFields)}] }}"
            : null;
    }

    private sealed record Copy(Flow From, string Path, SlotDefinition? Target, SourceLocation At);
}

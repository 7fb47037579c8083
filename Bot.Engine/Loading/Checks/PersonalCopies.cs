using Bot.Engine.Flows;

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
        foreach (var binding in state.Binds)
            if (binding.Source is SlotSource source) yield return new(flow, source.Path, flow.Slot(binding.Name), binding.At);

        if (state.Subflow is not { } name || analysis.Find(name) is not { } called) yield break;

        foreach (var binding in state.Brings)
            if (binding.Source is SlotSource source) yield return new(flow, source.Path, called.Slot(binding.Name), binding.At);
        foreach (var binding in state.Binds)
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

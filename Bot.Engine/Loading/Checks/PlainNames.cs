using Bot.Engine.Flows;

namespace Bot.Engine.Loading.Checks;

/// <summary>Names of flows, states, slots and fixed options are plain words: they travel in paths, call ids and the payloads of taps.</summary>
internal sealed class PlainNames : IFlowCheck
{
    /// <summary>Words with a meaning of their own where a slot's name stands: <c>when: { is: weekend }</c>, <c>set: { id: result.id }</c>.</summary>
    private static readonly string[] Reserved = ["is", "result"];

    public string Name => "plain-names";

    public IEnumerable<Issue> Check(FlowAnalysis analysis)
    {
        foreach (var flow in analysis.Flows)
        {
            if (flow.Name.Length > 0 && !IsPlain(flow.Name)) yield return NotPlain(flow.At, "flow", flow.Name);
            var scopes = flow.Results.Select(table => table.Scope).Append(flow.Scope).Distinct();
            foreach (var scope in scopes.Where(scope => scope.Length > 0 && !IsPlain(scope)))
                yield return NotPlain(flow.At, "scope", scope);
            foreach (var state in flow.States)
            {
                if (!IsPlain(state.Name))
                    yield return NotPlain(state.At, "state", state.Name);
            }

            foreach (var slot in flow.Slots)
            {
                if (!IsPlain(slot.Name)) yield return NotPlain(slot.At, "slot", slot.Name);
                if (Reserved.Contains(slot.Name)) yield return Issue.At(slot.At, $"a slot cannot be named '{slot.Name}', a word that conditions and outcomes use", "choose another name");
            }
        }
        foreach (var choose in analysis.Flows.SelectMany(flow => flow.States))
        {
            foreach (var value in (choose.Choices?.Values ?? []).Where(value => value.Length == 0 || value.Any(letter => !IsInside(letter))))
                yield return Issue.At(choose.At, $"the option '{value}' is not a plain word", "use letters, digits, - and _; its label says the rest");
        }
    }

    private static Issue NotPlain(SourceLocation at, string what, string name) => Issue.At(at, $"the {what} '{name}' is not a plain word", "begin with a letter and use letters, digits, - and _");

    private static bool IsPlain(string name) => name.Length > 0 && char.IsAsciiLetter(name[0]) && name.All(IsInside);

    private static bool IsInside(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_';
}

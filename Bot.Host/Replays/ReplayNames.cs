using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;

namespace Bot.Host.Replays;

/// <summary>Names in the lines of a script that its flows do not have: operations with their outcomes, states, slots, tables. Such a line can never come
/// out.</summary>
/// <param name="flows">All that there are, without a fault.</param>
/// <param name="operations">What they may call.</param>
/// <param name="languages">With a shared messages file.</param>
internal sealed class ReplayNames(FlowSet flows, IReadOnlyList<OperationContract> operations, IReadOnlyList<string> languages)
{
    public IEnumerable<Issue> Review(ReplayScript script) =>
        from line in script.Lines
        let fault = FaultOf(line.Act)
        where fault is not null
        select new Issue(script.File, line.Number, 1, fault.Value.Problem, fault.Value.Instead);

    private (string Problem, string Instead)? FaultOf(ReplayAct act) => act switch
    {
        ReplayAct.Returns(var call) => OfCall(call),
        ReplayAct.Language(var code) => Missing("language", code, languages),
        ReplayAct.Say(var text) when text.Contains("{otp", StringComparison.Ordinal) && !ReplayPlayer.CodeOf().IsMatch(text) => ($"'{text}' stands for no code", "write {otp 9876500001}, with 10 digits"),
        ReplayAct.Assert(["state", var place]) => OfState(place),
        ReplayAct.Assert(["slot", var path, ..]) => Missing("slot of a flow", path.Split('.')[0], flows.All.SelectMany(flow => flow.Slots).Select(slot => slot.Name)),
        ReplayAct.Assert(["kept", var table, .. var rest]) => OfTable(table, rest),
        _ => null,
    };

    private (string, string)? OfCall(GivenCall call) =>
        operations.FirstOrDefault(known => known.Name == call.Operation) is not { } operation
            ? Missing("operation", call.Operation, operations.Select(known => known.Name))
            : Missing($"outcome of {operation.Name}", call.Outcome, operation.Outcomes.Select(outcome => outcome.Name));

    private (string, string)? OfState(string place)
    {
        if (place.Split('/') is not [var name, var state]) return ($"'{place}' is no place of a conversation", "write @ state flow/state");

        return flows.All.FirstOrDefault(flow => flow.Name == name) is not { } flow
            ? Missing("flow", name, flows.All.Select(known => known.Name))
            : Missing($"state of {name}", state, flow.States.Select(known => known.Name));
    }

    private (string, string)? OfTable(string name, IReadOnlyList<string> rest)
    {
        var tables = flows.All.SelectMany(flow => flow.Results).ToList();
        if (tables.Find(known => known.Name == name) is not { } table) return Missing("table of kept answers", name, tables.Select(known => known.Name));

        return rest.Count > 1 ? Missing($"slot that '{name}' keeps", rest[0], table.Slots) : null;
    }

    private static (string, string)? Missing(string what, string name, IEnumerable<string> known)
    {
        var names = known.Distinct(StringComparer.Ordinal).ToList();
        return names.Contains(name) ? null : ($"there is no {what} '{name}'", Nearest.Instead(name, names));
    }
}

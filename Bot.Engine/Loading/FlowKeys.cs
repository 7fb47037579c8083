using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Loading.Kinds;
using Bot.Engine.Loading.Types;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading;

/// <summary>Every key that the readers of a flow know, told by the readers themselves: a flow with one of everything is read once. The schema for editors is
/// made of them, and a key that is none of them may be a slip.</summary>
internal static class FlowKeys
{
    private static readonly Lazy<KnownKeys> Read = new(OfOneOfEverything);

    private static readonly Lazy<IReadOnlySet<string>> States = new(() =>
        StateKinds.All.SelectMany(kind => OfState(kind.Key)).Except(StateKinds.All.Select(kind => kind.Key)).ToHashSet(StringComparer.Ordinal));

    /// <summary>By map, as issues call it.</summary>
    public static KnownKeys All => Read.Value;

    /// <summary>Keys of a flow itself.</summary>
    public static IReadOnlyList<string> OfFlow => All["a flow"];

    /// <summary>Keys of states that are no kind: <c>next</c>, <c>slot</c>.</summary>
    public static IReadOnlySet<string> OfStates => States.Value;

    /// <summary>Keys that a state of a kind may have, the kind's own among them.</summary>
    public static IReadOnlyList<string> OfState(string kind) => All[State(kind)];

    /// <summary>How issues call the state of a kind in the flow with one of everything.</summary>
    public static string State(string kind) => $"state '{kind}'";

    private static KnownKeys OfOneOfEverything()
    {
        var kinds = StateKinds.All.Select(kind => $"  {kind.Key}: {{ {kind.Key}: x, attempts: {{ }}, on: {{ o: {{ set: {{ }} }} }}, next: [{{ }}] }}");
        var offering = "  offering: { choose: x, options: { from: x } }";
        var slots = ParameterKinds.All.Select(kind => $"  {kind.Type}: {{ type: {kind.Type}, {kind.Keys[0]}: 1 }}").ToList();
        var types = slots.Select(slot => slot.Replace(": {", "-own: {", StringComparison.Ordinal));
        var yaml = string.Join('\n',
            ["flow: x", "menu: { order: 1 }", "remind: { after: 1m }", "expire: { after: 1m }", "types:", .. types,
                "slots:", "  text: { type: text }", .. slots, "states:", .. kinds, offering]);
        return KnownKeys.From(issues => FlowLoader.Read("x", yaml, new Dictionary<string, OperationContract>(), InputTypes.BuiltIn, issues));
    }
}

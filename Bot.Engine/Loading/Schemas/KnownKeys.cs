using System.Collections.ObjectModel;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Loading.Kinds;
using Bot.Engine.Loading.Types;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading.Schemas;

/// <summary>The keys that the readers of flows know, found by having them read a flow with one of everything.</summary>
internal sealed class KnownKeys : Collection<Issue>, IKeyRecorder
{
    private readonly Dictionary<string, IReadOnlyList<string>> _keys = new(StringComparer.Ordinal);

    private KnownKeys() { }

    /// <summary>What a map may hold, in order; as issues call it.</summary>
    public IReadOnlyList<string> this[string what] => _keys[what];

    public static KnownKeys Find()
    {
        var found = new KnownKeys();
        var kinds = StateKinds.All.Select(kind => $"  {kind.Key}: {{ {kind.Key}: x, attempts: {{ }}, on: {{ o: {{ set: {{ }} }} }}, next: [{{ }}] }}");
        var offering = "  offering: { choose: x, options: { from: x } }";
        var slots = ParameterKinds.All.Select(kind => $"  {kind.Type}: {{ type: {kind.Type}, {kind.Keys[0]}: 1 }}");
        var yaml = string.Join('\n',
            ["flow: x", "menu: { order: 1 }", "remind: { after: 1m }", "expire: { after: 1m }", "types:", .. slots.Select(slot => slot.Replace(": {", "-own: {", StringComparison.Ordinal)),
                "slots:", "  text: { type: text }", .. slots, "states:", .. kinds, offering]);
        FlowLoader.Read("x", yaml, new Dictionary<string, OperationContract>(), InputTypes.BuiltIn, found);
        return found;
    }

    public void Record(string what, IReadOnlyCollection<string> keys) => _keys[what] = [.. keys.Order(StringComparer.Ordinal)];
}

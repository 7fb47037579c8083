using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading.Types;

/// <summary>The types a flow may name: those of the program, and its own under <c>types:</c>.</summary>
public sealed class TypeNames(InputTypes known)
{
    private readonly Dictionary<string, InputType> _own = new(StringComparer.Ordinal);

    /// <summary>Every name there is, the kinds among them that need parameters.</summary>
    public IEnumerable<string> All => known.All.Select(type => type.Name).Concat(ParameterKinds.All.Select(kind => kind.Type)).Concat(_own.Keys).Distinct();

    /// <summary>A type by its name; null for none, and for a kind that says nothing without parameters.</summary>
    public InputType? Find(string name) => _own.GetValueOrDefault(name) ?? known.Find(name);

    /// <summary>Reads <c>types:</c>: a map from the flow's own names to types.</summary>
    internal void ReadOwn(MapReader flow, ICollection<Issue> issues)
    {
        if (flow.Take("types") is not { IsEmpty: false } node) return;
        if (node.Kind != NodeKind.Map)
        {
            flow.Report(node.At, "'types' must be a map", "write types: with one line for each: name: { type: number, min: 1 }");
            return;
        }
        foreach (var (key, value) in node.Entries) ReadOwn(flow, key, value, issues);
    }

    private void ReadOwn(MapReader flow, Node key, Node value, ICollection<Issue> issues)
    {
        if (All.Contains(key.Text) || SlotDefinition.Shapes.Contains(key.Text))
        {
            flow.Report(key.At, $"there is a type '{key.Text}' already", "choose another name");
            return;
        }
        if (value.Kind != NodeKind.Map)
        {
            flow.Report(value.At, $"the type '{key.Text}' is no map", $"write {key.Text}: {{ type: number, min: 1, max: 8 }}");
            return;
        }
        var reader = new MapReader(value, $"type '{key.Text}'", issues);
        var type = TypeReader.Read(reader, reader.RequiredName("type"), this);
        reader.Finish();
        if (type is not null) _own.Add(key.Text, type);
    }
}

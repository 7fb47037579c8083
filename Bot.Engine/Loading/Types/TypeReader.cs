using System.Collections.Immutable;
using Bot.Engine.Inputs;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading.Types;

/// <summary>Reads what a map says of a type: the parameters of its kind, and the flow's own words for its rejections.</summary>
internal static class TypeReader
{
    /// <summary>The type; null, with an issue unless the name is empty or no type of answers, where there is none.</summary>
    public static InputType? Read(MapReader map, string name, TypeNames names)
    {
        var kind = ParameterKinds.All.FirstOrDefault(kind => kind.Type == name);
        foreach (var key in kind?.Keys ?? []) map.Take(key);
        var type = kind is not null && kind.Keys.Any(map.Has) ? kind.Read(map) : names.Find(name);
        if (type is null && kind is not null) type = kind.Read(map);
        if (type is null || Rewording(map, type) is not { } words) return type;
        return new Reworded(type, words);
    }

    /// <summary><c>reject: key</c>, or <c>reject: { tooSmall: key, other: key }</c>; null for none.</summary>
    public static RejectWords? Rewording(MapReader map, InputType? type)
    {
        var node = map.Take("reject");
        if (node is null || node.IsEmpty) return null;
        if (node.Kind == NodeKind.Scalar) return new(node.Text, RejectWords.None.ByRule);
        if (node.Kind != NodeKind.Map || type is null)
        {
            map.Report(node.At, "'reject' is no message", type is null ? "write reject: and the key of a message" : "write reject: key, or reject: { rule: key }");
            return null;
        }
        var rules = type.MessageKeys.Where(key => key.StartsWith("reject.", StringComparison.Ordinal)).Select(RejectWords.RuleOf).ToList();
        foreach (var (rule, _) in node.Entries.Where(entry => !rules.Contains(entry.Key.Text)))
            map.Report(rule.At, $"'{type.Name}' has no rule '{rule.Text}'", Nearest.Instead(rule.Text, rules));
        foreach (var (rule, said) in node.Entries.Where(entry => entry.Value.Kind != NodeKind.Scalar || entry.Value.IsEmpty))
            map.Report(said.At, $"nothing is said for the rule '{rule.Text}'", $"write {rule.Text}: and the key of a message");
        var known = node.Entries.Where(entry => rules.Contains(entry.Key.Text));
        return new(null, known.ToImmutableSortedDictionary(entry => entry.Key.Text, entry => entry.Value.Text, StringComparer.Ordinal));
    }
}

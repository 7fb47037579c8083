using System.Collections.Immutable;
using Bot.Engine.Inputs;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading.Types;

/// <summary>Reads <c>{ type: oneOf, values: [Pune, Mumbai] }</c>, or a map from values to the words for them.</summary>
internal static class OneOfReader
{
    /// <summary>What is longer comes from a call.</summary>
    private const int MostValues = 500;

    public static InputType Read(MapReader map)
    {
        var node = map.Take("values");
        if (node is not { Kind: NodeKind.Map or NodeKind.List } || node.Entries.Count + node.Items.Count is 0 or > MostValues)
        {
            map.Report(node?.At ?? map.At, $"'values' must be a list of 1 to {MostValues}", "write values: [one, two], or values: { one: [word, word] }");
            return OneOfList.Sample;
        }
        ImmutableArray<(string Value, Node At, ImmutableArray<string> Words)> values = node.Kind == NodeKind.List
            ? [.. node.Items.Select(item => (item.Text, item, ImmutableArray<string>.Empty))]
            : [.. node.Entries.Select(entry => (entry.Key.Text, entry.Key, WordsOf(entry.Value)))];
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (value, at, word) in values.SelectMany(value => value.Words.Prepend(value.Value).Select(word => (value.Value, value.At, word))))
        {
            var form = WordForm.Of(word);
            if (form.Length == 0) map.Report(at.At, $"'{value}' has a word without a letter or digit", "write words");
            else if (!owners.TryAdd(form, value) && owners[form] != value) map.Report(at.At, $"'{word}' stands for '{owners[form]}' and for '{value}'", "take it away from one of them");
        }
        return new OneOfList([.. values.Select(value => (value.Value, value.Words))]);
    }

    private static ImmutableArray<string> WordsOf(Node node) =>
        node.Kind == NodeKind.List ? [.. node.Items.Select(item => item.Text)] : node.IsEmpty ? [] : [node.Text];
}

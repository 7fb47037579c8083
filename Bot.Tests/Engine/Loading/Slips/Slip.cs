using System.Globalization;
using Bot.Engine.Loading.Yaml;

namespace Bot.Tests.Engine.Loading.Slips;

/// <summary>One change of a file such as people make by mistake.</summary>
/// <param name="What">The change, in words.</param>
/// <param name="Path">Of the key it was made at.</param>
/// <param name="Word">The word that was right; empty where none was changed.</param>
internal sealed record Slip(string What, string Path, string Word, Node Tree)
{
    /// <summary>A value was changed, and no key.</summary>
    public bool IsValue { get; init; }

    private static readonly Node Foreign = Scalar("foreign");
    private static readonly Node Map = new(NodeKind.Map, default, "", [(Scalar("foreign"), Scalar("thing"))], []);
    private static readonly Node List = new(NodeKind.List, default, "", [], [Foreign]);
    private static readonly Node Nested = new(NodeKind.List, default, "", [], [new(NodeKind.List, default, "", [], [Foreign])]);
    private static readonly Node Nothing = Scalar("");

    /// <summary>Every key of a tree misspelt, and each value of another shape, or of none.</summary>
    public static IEnumerable<Slip> Of(Node root) => At(root, "", changed => changed);

    /// <summary>Every word that stands as a value, misspelt.</summary>
    public static IEnumerable<Slip> OfWords(Node root) => WordsAt(root, "", changed => changed);

    /// <summary>A letter too many in the middle.</summary>
    public static string Misspelt(string word) => word.Length == 0 ? "x" : word.Insert((word.Length + 1) / 2, "x");

    private static IEnumerable<Slip> At(Node node, string path, Func<Node, Node> whole)
    {
        for (var i = 0; i < node.Entries.Count; i++)
        {
            var place = i;
            var (key, value) = node.Entries[place];
            var at = Join(path, key.Text);
            Node With(Node newKey, Node newValue) =>
                whole(node with { Entries = [.. node.Entries.Take(place), (newKey, newValue), .. node.Entries.Skip(place + 1)] });

            yield return new($"'{key.Text}' is misspelt", Join(path, Misspelt(key.Text)), key.Text, With(key with { Text = Misspelt(key.Text) }, value));
            foreach (var (other, shape) in Others(value)) yield return new($"'{key.Text}' holds {shape}", at, "", With(key, other));
            foreach (var inner in At(value, at, changed => With(key, changed)))
            {
                yield return inner;
            }
        }

        for (var i = 0; i < node.Items.Count; i++)
        {
            var place = i;
            foreach (var inner in At(node.Items[place], Join(path, place.ToString(CultureInfo.InvariantCulture)),
                changed => whole(node with { Items = [.. node.Items.Take(place), changed, .. node.Items.Skip(place + 1)] })))
            {
                yield return inner;
            }
        }
    }

    private static IEnumerable<Slip> WordsAt(Node node, string path, Func<Node, Node> whole)
    {
        if (node.Kind == NodeKind.Scalar && node.Text.Length > 0)
            yield return new($"the value '{node.Text}' is misspelt", path, node.Text, whole(node with { Text = Misspelt(node.Text) })) { IsValue = true };

        for (var i = 0; i < node.Entries.Count; i++)
        {
            var place = i;
            var (key, value) = node.Entries[place];
            foreach (var inner in WordsAt(value, Join(path, key.Text),
                changed => whole(node with { Entries = [.. node.Entries.Take(place), (key, changed), .. node.Entries.Skip(place + 1)] })))
            {
                yield return inner;
            }
        }

        for (var i = 0; i < node.Items.Count; i++)
        {
            var place = i;
            foreach (var inner in WordsAt(node.Items[place], Join(path, place.ToString(CultureInfo.InvariantCulture)),
                changed => whole(node with { Items = [.. node.Items.Take(place), changed, .. node.Items.Skip(place + 1)] })))
            {
                yield return inner;
            }
        }
    }

    private static IEnumerable<(Node Other, string Shape)> Others(Node value)
    {
        if (value.Kind != NodeKind.Map) yield return (Map, "a map");
        if (value.Kind == NodeKind.Scalar) yield return (Nested, "a list of lists");
        if (value.Kind == NodeKind.Map) yield return (List, "a list");
        if (value.Kind == NodeKind.Map || value.Items.Any(item => item.Kind != NodeKind.Scalar)) yield return (Foreign, "a word");
        if (!value.IsEmpty) yield return (Nothing, "nothing");
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}/{name}";

    private static Node Scalar(string text) => new(NodeKind.Scalar, default, text, [], []) { IsPlain = true };
}

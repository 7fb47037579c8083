using System.Globalization;
using System.Text;
using System.Text.Json;
using Bot.Engine.Loading.Yaml;

namespace Bot.Tests.Engine.Loading.Slips;

/// <summary>A tree written as YAML, a line for each key, that still knows which lines each of its keys takes.</summary>
internal sealed class PlacedYaml
{
    private readonly StringBuilder _text = new();
    private int _line = 1;

    private PlacedYaml()
    {
    }

    public string Text => _text.ToString();

    /// <summary>First and last line by the path of a key: <c>states/size/ask</c>.</summary>
    public Dictionary<string, (int From, int To)> Lines { get; } = new(StringComparer.Ordinal);

    /// <summary>The lines of a path, or of what it stands in.</summary>
    public (int From, int To) LinesOf(string path) => Lines.TryGetValue(path, out var lines) ? lines
        : path.LastIndexOf('/') is var slash and > 0 ? LinesOf(path[..slash]) : (1, 1);

    public static PlacedYaml Of(Node root)
    {
        var written = new PlacedYaml();
        written.Write(root, "", 0);
        return written;
    }

    /// <summary>Whether two trees say the same, wherever it stands.</summary>
    public static bool Same(Node one, Node other) =>
        one.Kind == other.Kind && one.Text == other.Text && one.Entries.Count == other.Entries.Count && one.Items.Count == other.Items.Count
        && one.Entries.Zip(other.Entries).All(pair => pair.First.Key.Text == pair.Second.Key.Text && Same(pair.First.Value, pair.Second.Value))
        && one.Items.Zip(other.Items).All(pair => Same(pair.First, pair.Second));

    private void Write(Node node, string path, int indent)
    {
        if (node.Kind == NodeKind.Map)
        {
            foreach (var (key, value) in node.Entries)
            {
                var from = _line;
                var at = $"{path}/{key.Text}".TrimStart('/');
                _text.Append(' ', indent).Append(Scalar(key)).Append(':');
                Inside(value, at, indent);
                Lines[at] = (from, _line - 1);
            }
        }
        else
        {
            foreach (var (item, i) in node.Items.Select((item, i) => (item, i)))
            {
                _text.Append(' ', indent).Append('-');
                Inside(item, $"{path}/{i.ToString(CultureInfo.InvariantCulture)}", indent);
            }
        }
    }

    private void Inside(Node value, string path, int indent)
    {
        if (value.Kind == NodeKind.Scalar)
        {
            End(value.IsEmpty && value.IsPlain ? "" : " " + Scalar(value));
        }
        else if (value.Entries.Count + value.Items.Count == 0)
        {
            End(value.Kind == NodeKind.Map ? " {}" : " []");
        }
        else
        {
            End("");
            Write(value, path, indent + 2);
        }
    }

    private void End(string rest)
    {
        _text.Append(rest).Append('\n');
        _line++;
    }

    private static string Scalar(Node node) => node.IsPlain && !node.Text.Contains('\n') ? node.Text : JsonSerializer.Serialize(node.Text, Plain);

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

using System.Globalization;
using System.Text;

namespace Bot.Engine.Loading;

/// <summary>
/// A machine's graph as Mermaid text (https://mermaid.js.org/syntax/flowchart.html): each kind of state in a shape of its own, its triggers on the edges.
/// </summary>
public static class MermaidDrawing
{
    public static string Of(FlowGraph graph)
    {
        var text = new StringBuilder();
        text.Append("---\ntitle: ").Append(Escaped(graph.Flow)).Append("\n---\nflowchart TD\n");
        text.Append("  start(( ))\n");
        foreach (var node in graph.Nodes) text.Append("  ").Append(IdOf(node.Name)).Append(ShapeOf(node)).Append('\n');
        if (graph.Nodes.Any(node => node.Name == graph.Start)) text.Append("  start --> ").Append(IdOf(graph.Start)).Append('\n');
        var ofRecord = graph.Nodes.All(node => node.Kind.Length == 0);
        foreach (var edge in graph.Edges)
        {
            var label = edge.Condition.Length == 0 ? edge.Trigger : $"{edge.Trigger}: {edge.Condition}";
            text.Append("  ").Append(IdOf(edge.From)).Append(ofRecord ? " -->" : ArrowOf(edge)).Append("|\"").Append(Escaped(label)).Append("\"| ").Append(IdOf(edge.To)).Append('\n');
        }
        if (!graph.ByChoice.IsEmpty) text.Append("  chosen>\"").Append(Escaped(string.Join(", ", graph.ByChoice))).Append("<br/>from every question to the one that is chosen\"]\n");
        return text.ToString();
    }

    private static string ShapeOf(GraphNode node)
    {
        var label = node.Detail.Length == 0 ? Escaped(node.Name) : $"{Escaped(node.Name)}<br/>{Escaped(node.Detail)}";
        return node.Kind switch
        {
            "say" => $"(\"{label}\")",
            "ask" => $"[/\"{label}\"/]",
            "choose" => $"{{\"{label}\"}}",
            "call" => $"[\\\"{label}\"/]",
            "set" => $"{{{{\"{label}\"}}}}",
            "flow" => $"[[\"{label}\"]]",
            "end" => $"([\"{label}\"])",
            _ => $"[\"{label}\"]",
        };
    }

    /// <summary>The way a conversation takes when all goes on is drawn solid; time, tries and commands dotted.</summary>
    private static string ArrowOf(GraphEdge edge) =>
        edge.Trigger.StartsWith("answer", StringComparison.Ordinal) || edge.Trigger.StartsWith("outcome", StringComparison.Ordinal) ? " -->" : " -.->";

    /// <summary>Names such as <c>end</c> are words of Mermaid's own, so none is used bare; what is no letter or digit is written by its number.</summary>
    private static string IdOf(string name)
    {
        var id = new StringBuilder("s_");
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterOrDigit(letter)) id.Append(letter);
            else id.Append('_').Append(((int)letter).ToString("x", CultureInfo.InvariantCulture)).Append('_');
        }
        return id.ToString();
    }

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsLetterOrDigit(letter) || letter is ' ' or '.' or ',' or '/' or '-' or '_' or ':') escaped.Append(letter);
            else if (char.IsSurrogate(letter)) escaped.Append(letter);
            else escaped.Append('#').Append(((int)letter).ToString(CultureInfo.InvariantCulture)).Append(';');
        }
        return escaped.ToString();
    }
}

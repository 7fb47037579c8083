using Bot.Engine.Flows;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using SourceLocation = Bot.Engine.Flows.SourceLocation;

namespace Bot.Engine.Loading.Yaml;

/// <summary>
/// A piece of YAML with its place. Built from parser events rather than a library's tree, so that duplicate keys are one issue among others and not an
/// exception.
/// </summary>
public sealed record Node(NodeKind Kind, SourceLocation At, string Text, IReadOnlyList<(Node Key, Node Value)> Entries, IReadOnlyList<Node> Items)
{
    /// <summary>Deeper nesting than any flow needs; keeps hostile files from exhausting the stack.</summary>
    private const int DepthLimit = 32;

    /// <summary>A scalar without quotes and in one line: <c>true</c> and <c>5</c> may be meant as what they look like.</summary>
    public bool IsPlain { get; init; }

    public bool IsEmpty => Kind == NodeKind.Scalar && Text.Length == 0;

    public Node? Find(string key)
    {
        foreach (var (name, value) in Entries)
        {
            if (name.Text == key)
                return value;
        }

        return null;
    }

    /// <summary>A word that stands for itself.</summary>
    internal static Node Word(string text, SourceLocation at) => new(NodeKind.Scalar, at, text, [], []);

    /// <summary>The map with another value under a key that it has.</summary>
    internal Node With(string key, Node value) => this with { Entries = [.. Entries.Select(entry => entry.Key.Text == key ? (entry.Key, value) : entry)] };

    /// <summary>Reads one document; null, with issues, when it is no YAML.</summary>
    public static Node? Parse(string file, string yaml, ICollection<Issue> issues)
    {
        var parser = new Parser(new StringReader(yaml));
        try
        {
            parser.Consume<StreamStart>();
            if (parser.TryConsume<StreamEnd>(out _))
            {
                issues.Add(new(file, 1, 1, "the file is empty", "write a map of keys"));
                return null;
            }
            parser.Consume<DocumentStart>();
            var root = Read(parser, file, issues, 0);
            PlainYaml.Finish(parser, file, issues);
            return root;
        }
        catch (YamlException exception)
        {
            issues.Add(TabIndent.Find(file, yaml) ?? new(file, (int)exception.Start.Line, (int)exception.Start.Column, $"this is no YAML: {PlainYaml.ReasonOf(exception)}", "mend the syntax; often it is the indentation or a missing quote"));
            return null;
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet 16.3: its scanner throws this bare, without a place, at a plain word that a list in brackets cannot hold.
            var at = parser.Current?.End ?? YamlDotNet.Core.Mark.Empty;
            issues.Add(new(file, (int)at.Line, (int)at.Column, "this is no YAML after here", "mend the syntax; often it is a bracket that is not closed"));
            return null;
        }
    }

    private static Node Read(IParser parser, string file, ICollection<Issue> issues, int depth)
    {
        if (depth > DepthLimit) throw new YamlException(parser.Current!.Start, parser.Current.End, $"nested deeper than {DepthLimit} levels");

        var at = new SourceLocation(file, (int)parser.Current!.Start.Line, (int)parser.Current.Start.Column);
        if (PlainYaml.FaultOf(parser.Current) is var (problem, instead)) issues.Add(Issue.At(at, problem, instead));
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return new(NodeKind.Scalar, at, PlainYaml.IsNothing(scalar) ? "" : scalar.Value, [], []) { IsPlain = scalar.Style == ScalarStyle.Plain };
        }
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<Node>();
            while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Read(parser, file, issues, depth + 1));
            return new(NodeKind.List, at, "", [], items);
        }
        if (parser.TryConsume<MappingStart>(out _))
        {
            var entries = new List<(Node, Node)>();
            var seen = new HashSet<string>(StringComparer.Ordinal);
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = Read(parser, file, issues, depth + 1);
                var value = Read(parser, file, issues, depth + 1);
                if (key.Kind != NodeKind.Scalar) issues.Add(new(file, key.At.Line, key.At.Column, "a key must be a word", "write a plain word before the colon"));
                else if (!seen.Add(key.Text)) issues.Add(new(file, key.At.Line, key.At.Column, $"'{key.Text}' stands here twice", "remove one of them"));
                else entries.Add((key, value));
            }
            return new(NodeKind.Map, at, "", entries, []);
        }
        throw new YamlException(parser.Current.Start, parser.Current.End, PlainYaml.NoReferences);
    }
}

public enum NodeKind { Scalar, Map, List }

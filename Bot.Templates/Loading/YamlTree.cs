using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Bot.Templates.Loading;

/// <summary>Reads YAML into parts that know their place. Every duplicate key is told, rather than the first one only.</summary>
internal sealed class YamlTree
{
    /// <summary>A messages file is three levels deep; far more than that is an accident or an attack on the stack.</summary>
    private const int DepthLimit = 16;

    private readonly string _file;
    private readonly ICollection<Issue> _issues;
    private readonly Parser _parser;
    private readonly string[] _lines;

    private YamlTree(string file, string text, string[] lines, ICollection<Issue> issues)
    {
        _file = file;
        _issues = issues;
        _lines = lines;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>The map a file holds; null, with issues, when there is none.</summary>
    /// <param name="lines">Of the text, without what ends them.</param>
    public static YamlMap? Read(string file, string text, string[] lines, ICollection<Issue> issues)
    {
        var tree = new YamlTree(file, text, lines, issues);
        try
        {
            return tree.ReadFile();
        }
        catch (YamlException broken)
        {
            issues.Add(TabIndent.Find(file, text) ?? new(file, (int)broken.Start.Line, (int)broken.Start.Column, $"this is no YAML: {PlainYaml.ReasonOf(broken)}", "text with a colon or a # in it within quotes, and indent with spaces"));
            return null;
        }
        catch (InvalidOperationException)
        {
            // As in Node: the scanner throws this bare at a plain word that a list in brackets cannot hold.
            var at = tree._parser.Current?.End ?? YamlDotNet.Core.Mark.Empty;
            issues.Add(new(file, (int)at.Line, (int)at.Column, "this is no YAML after here", "text with a comma or a bracket in it within quotes, and close every bracket"));
            return null;
        }
    }

    private YamlMap? ReadFile()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            _issues.Add(new(_file, 1, 1, "the file is empty", "language: and messages:"));
            return null;
        }

        var root = ReadPart(0);
        PlainYaml.Finish(_parser, _file, _issues);
        if (root is YamlMap map) return map;
        _issues.Add(new(_file, root.Line, root.Column, "the file is not a map of keys", "language: and messages:"));
        return null;
    }

    private YamlPart ReadPart(int depth)
    {
        var at = _parser.Current!;
        var (line, column) = ((int)at.Start.Line, (int)at.Start.Column);
        if (depth > DepthLimit) throw new YamlException(at.Start, at.End, "nested too deeply");

        if (PlainYaml.FaultOf(at) is var (problem, instead)) _issues.Add(new(_file, line, column, problem, instead));
        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            TellOfCut(scalar);
            return new YamlText(PlainYaml.IsNothing(scalar) ? "" : scalar.Value, scalar.Style == ScalarStyle.Literal, line, column);
        }

        if (_parser.TryConsume<SequenceStart>(out _)) return ReadList(depth, line, column);
        if (_parser.TryConsume<MappingStart>(out _)) return ReadMap(depth, line, column);
        if (_parser.TryConsume<AnchorAlias>(out var reference))
        {
            _issues.Add(new(_file, line, column, "references (*name) are not understood here", "the text itself"));
            return new YamlText("*" + reference.Value, false, line, column);
        }

        throw new YamlException(at.Start, at.End, "unexpected " + at.GetType().Name);
    }

    /// <summary>A text without quotes ends before a blank and a <c>#</c>; a comment has a blank behind its sign, and <c>#1</c> is meant to be read.</summary>
    private void TellOfCut(Scalar text)
    {
        if (text.Style != ScalarStyle.Plain || text.Value.Length == 0 || text.End.Line > _lines.Length) return;

        var line = _lines[(int)text.End.Line - 1];
        var rest = line[Math.Min((int)text.End.Column - 1, line.Length)..];
        if (rest.TrimStart() is ['#', not (' ' or '#'), ..] && rest[0] == ' ')
            _issues.Add(new(_file, (int)text.End.Line, line.Length - rest.TrimStart().Length + 1, "the text ends before the #, which begins a comment", "the whole text in quotes", Warning: true));
    }

    private YamlList ReadList(int depth, int line, int column)
    {
        var items = ImmutableArray.CreateBuilder<YamlPart>();
        while (!_parser.TryConsume<SequenceEnd>(out _)) items.Add(ReadPart(depth + 1));
        return new(items.ToImmutable(), line, column);
    }

    private YamlMap ReadMap(int depth, int line, int column)
    {
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadPart(depth + 1);
            var value = ReadPart(depth + 1);
            if (key is not YamlText { Text: var name })
                _issues.Add(new(_file, key.Line, key.Column, "a key must be a word", "a word and a colon"));
            else if (seen.TryGetValue(name, out var first))
                _issues.Add(new(_file, key.Line, key.Column, $"the key '{name}' stands here for the second time, the first is in line {first}", "one of the two"));
            else
            {
                seen.Add(name, key.Line);
                entries.Add(new(name, value, key.Line, key.Column));
            }
        }

        return new(entries.ToImmutable(), line, column);
    }
}

using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Bot.Templates.Templating;

/// <summary>
/// Reads the part of Handlebars that messages use: placeholders with our formats, <c>if</c>, <c>unless</c>, <c>each</c>, <c>with</c>, <c>else</c> and comments.
/// Anything else is told as a fault, rather than passed on.
/// </summary>
internal sealed partial class TemplateParser
{
    public const string Choices = "choices";

    private static readonly Dictionary<string, ValueFormat> s_formats = new(StringComparer.Ordinal)
    {
        ["money"] = ValueFormat.Money, ["date"] = ValueFormat.Date, ["mobile"] = ValueFormat.Mobile, ["label"] = ValueFormat.Label,
    };

    private static readonly string[] s_blocks = ["if", "unless", "each", "with"];

    private const string Known = "{{slot}}, {{agent.name}}, {{reveal slot}}, {{money slot}}, {{date slot}}, {{mobile slot}}, {{label slot}}, {{choices}} or a block of if, unless, each, with";

    private readonly string _text;
    private readonly ImmutableArray<TemplatePart>.Builder _parts = ImmutableArray.CreateBuilder<TemplatePart>();
    private readonly ImmutableArray<TemplateFault>.Builder _faults = ImmutableArray.CreateBuilder<TemplateFault>();
    private readonly Stack<(string Kind, int Offset)> _open = new();

    private TemplateParser(string text) => _text = text;

    public static ParsedTemplate Parse(string text)
    {
        var parser = new TemplateParser(text);
        parser.ReadAll();
        return new(parser._parts.ToImmutable(), parser._faults.ToImmutable());
    }

    private void ReadAll()
    {
        var at = 0;
        while (at < _text.Length)
        {
            var tag = _text.IndexOf("{{", at, StringComparison.Ordinal);
            if (tag < 0) tag = _text.Length;
            if (tag > at) _parts.Add(new WordsPart(_text[at..tag], at));
            if (tag == _text.Length) break;
            if (tag > 0 && _text[tag - 1] is '\\' or '{') Fault(tag, "a backslash or brace before {{ is not understood", "a space or another sign before {{");
            at = ReadTag(tag);
        }

        foreach (var (kind, offset) in _open) Fault(offset, $"the block {{{{#{kind}}}}} is never closed", $"{{{{/{kind}}}}} at its end");
    }

    /// <summary>Reads one tag and returns the offset behind it.</summary>
    private int ReadTag(int start)
    {
        var comment = _text.AsSpan(start).StartsWith("{{!--");
        var (open, close) = comment ? ("{{!--", "--}}") : _text.AsSpan(start).StartsWith("{{{") ? ("{{{", "}}}") : ("{{", "}}");
        var end = _text.IndexOf(close, start + open.Length, StringComparison.Ordinal);
        if (end < 0)
        {
            Fault(start, $"{open} is never closed", close + " behind the name");
            return _text.Length;
        }

        var source = _text[start..(end + close.Length)];
        var inside = _text[(start + open.Length)..end];
        // Nothing is escaped, so three braces mean what two do.
        var opening = inside.StartsWith('~') ? "{{~" : "{{";
        var closing = inside.EndsWith('~') ? "~}}" : "}}";
        inside = inside.Trim('~').Trim();

        if (comment || inside.StartsWith('!')) _parts.Add(new BlockPart(source, "", start));
        else if (inside.StartsWith('#')) ReadBlock(inside[1..], opening, closing, start);
        else if (inside.StartsWith('/')) ReadEnd(inside[1..].Trim(), opening, closing, start);
        else if (inside is "else" or "^" || inside.StartsWith("else ", StringComparison.Ordinal)) ReadElse(inside, opening, closing, start);
        else ReadValue(inside, opening, closing, start);
        return end + close.Length;
    }

    private void ReadBlock(string inside, string opening, string closing, int start)
    {
        var words = Split(inside);
        if (words.Length == 0 || !s_blocks.Contains(words[0]))
            Fault(start, $"there is no block '{(words.Length == 0 ? "" : words[0])}'", "if, unless, each or with");
        else if (words.Length != 2 || !PathForm().IsMatch(words[1]))
            Fault(start, $"the block '{words[0]}' takes one name", $"{{{{#{words[0]} slot}}}}");
        else
            _parts.Add(
                new BlockPart($"{opening}#{words[0]} {words[1]}{closing}", RootOf(words[1], start), start,
                    ForkTag(words[0] == "if" ? BlockTag.If : words[0] == "unless" ? BlockTag.Unless : BlockTag.Other, words[1], opening, closing)));
        _open.Push((words.Length == 0 ? "" : words[0], start));
    }

    private void ReadEnd(string kind, string opening, string closing, int start)
    {
        if (_open.Count == 0)
        {
            Fault(start, $"{{{{/{kind}}}}} closes nothing", "its opening before it");
            return;
        }

        var opened = _open.Pop();
        if (opened.Kind != kind) Fault(start, $"{{{{/{kind}}}}} closes a block that was opened as '{opened.Kind}'", $"{{{{/{opened.Kind}}}}}");
        _parts.Add(new BlockPart($"{opening}/{kind}{closing}", "", start, ForkTag(kind is "if" or "unless" ? BlockTag.End : BlockTag.Other, "", opening, closing)));
    }

    private void ReadElse(string inside, string opening, string closing, int start)
    {
        if (_open.Count == 0)
        {
            Fault(start, "{{else}} stands outside any block", "it between {{#if ..}} and {{/if}}");
            return;
        }

        var words = Split(inside);
        var chained = words is ["else", "if", _] && PathForm().IsMatch(words[2]);
        if (words.Length > 1 && !chained) Fault(start, $"'{inside}' is not understood", "{{else}} or {{else if slot}}");
        else _parts.Add(
            new BlockPart($"{opening}{string.Join(' ', words)}{closing}", chained ? RootOf(words[2], start) : "", start,
                ForkTag(chained ? BlockTag.ElseIf : BlockTag.Else, chained ? words[2] : "", opening, closing)));
    }

    private void ReadValue(string inside, string opening, string closing, int start)
    {
        var words = Split(inside);
        if (words is [Choices])
        {
            _parts.Add(new ChoicesPart(opening, closing, start));
            return;
        }

        var rest = words.AsSpan();
        var reveal = rest.Length > 1 && rest[0] == "reveal";
        if (reveal) rest = rest[1..];
        var format = ValueFormat.Plain;
        if (rest.Length > 1 && s_formats.TryGetValue(rest[0], out format)) rest = rest[1..];

        if (rest.Length != 1 || !PathForm().IsMatch(rest[0]) || s_blocks.Contains(rest[0]))
            Fault(start, $"'{{{{{inside}}}}}' is not understood", Known);
        else
            _parts.Add(new ValuePart(rest[0], NamesOf(rest[0]), RootOf(rest[0], start), format, reveal, opening, closing, start));
    }

    /// <summary>A tag of a fork that asks for one slot or argument, or for none, and eats no space.</summary>
    private static BlockTag ForkTag(BlockTag tag, string path, string opening, string closing) =>
        (opening, closing) is ("{{", "}}") && (path.Length == 0 || path != Choices && NamesOf(path) is [_]) ? tag : BlockTag.Other;

    private void Fault(int offset, string problem, string instead) => _faults.Add(new(offset, problem, instead));

    /// <summary>The slot or argument a path starts at; empty inside <c>each</c> and <c>with</c>, where it starts at the item unless it climbs out.</summary>
    private string RootOf(string path, int start)
    {
        var inner = _open.Count(block => block.Kind is "each" or "with");
        for (; path.StartsWith("../", StringComparison.Ordinal); path = path[3..]) inner--;
        if (inner < 0) Fault(start, "../ leads out of more blocks than there are", "the name without it");
        return inner == 0 && NamesOf(path) is [var first, ..] ? first : "";
    }

    /// <summary>The parts of a path that is made of names only; none otherwise.</summary>
    private static string[] NamesOf(string path) => path[0] is '.' or '@' || path.Split('.')[0] == "this" ? [] : path.Split('.');

    private static string[] Split(string inside) => inside.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"\A(?:\.|@(?:index|first|last|key)|(?:\./|(?:\.\./)+)?[\p{L}_][\p{L}\p{M}\p{Nd}_-]*(?:\.[\p{L}\p{Nd}_][\p{L}\p{M}\p{Nd}_-]*)*)\z")]
    private static partial Regex PathForm();
}

using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Scriban.Parsing;

namespace Bot.Templates.Rendering;

/// <summary>
/// Where the tags of a template stand, and those that Scriban would read as something else than was meant: a tag without its end takes the text behind it for
/// code, and a block of Handlebars is a comment.
/// </summary>
internal sealed partial class TagScan(string text)
{
    private static readonly (Regex Form, Func<string, string> Problem, Func<string, string> Instead)[] Habits =
    [
        (EmptyTag(), _ => "a tag holds nothing", _ => "{{ slot }}"),
        (EscapedTag(), _ => "a backslash or brace before {{ is not understood", _ => "a space or another sign before {{, or {{ '{{' }} to show the braces"),
        (BlockBegin(), kind => $"{{{{#{kind} is a comment, and no block", BlockOf),
        (BlockEnd(), kind => $"no block ends with {{{{/{kind}}}}}", _ => "{{ end }}"),
        (OtherTag(), sign => $"{{{{{sign.Trim()} is not understood", sign => sign[0] == '!' ? "{{ # a note }}" : "{{ slot }}, or the text itself"),
    ];

    private const int Braces = 2;

    /// <summary>Characters of a tag that a fault repeats.</summary>
    private const int ShownLength = 80;

    private readonly List<(int Start, int End)> _tags = [];
    private readonly ImmutableArray<TemplateFault>.Builder _faults = ImmutableArray.CreateBuilder<TemplateFault>();

    public ImmutableArray<TemplateFault> Faults => _faults.ToImmutable();

    public static TagScan Of(string text)
    {
        var scan = new TagScan(text);
        scan.Read();
        return scan;
    }

    /// <summary>Where the tag begins that holds an offset, or is the last before it: what is wrong in it is told there.</summary>
    public int StartOf(int offset) => TagAt(offset).Start;

    /// <summary>That tag as it was written, or its beginning.</summary>
    public string SourceOf(int offset)
    {
        var (start, end) = TagAt(offset);
        return end - start <= ShownLength ? text[start..end] : $"{text[start..(start + ShownLength)]}..";
    }

    /// <summary>Where that tag stands. One that is never closed goes as far as its line, or to the next tag on it.</summary>
    public (int Start, int End) TagAt(int offset) => _tags.FindLast(tag => tag.Start <= offset);

    /// <summary>Where the innermost block begins that is open at the end of the text; null when each has its end.</summary>
    public int? OpenBlock()
    {
        var open = new Stack<int>();
        foreach (var (start, _) in _tags)
        {
            var word = FirstWord(start);
            if (word is "if" or "for" or "with" or "case" or "while" or "capture" or "func" or "wrap" or "tablerow") open.Push(start);
            else if (word == "end") open.TryPop(out _);
        }

        return open.TryPeek(out var innermost) ? innermost : null;
    }

    /// <summary>The word that a tag begins with, <c>#</c> or <c>/</c> included; empty for none.</summary>
    public string FirstWord(int start) => Word().Match(text, start).Groups[1].Value;

    /// <summary>The words behind that tag, up to the next one that is no note.</summary>
    public string WordsBehind(int offset)
    {
        var words = new StringBuilder();
        var next = _tags.FindLastIndex(tag => tag.Start <= offset);
        do
        {
            var from = _tags[next++].End;
            words.Append(text, from, (next < _tags.Count ? _tags[next].Start : text.Length) - from);
        }
        while (next < _tags.Count && Note().IsMatch(text, _tags[next].Start));
        return words.ToString();
    }

    private void Read()
    {
        var lexer = new Lexer(text);
        var start = -1;
        var before = default(Token);
        foreach (var token in lexer)
        {
            if (token.Type == TokenType.CodeEnter)
            {
                start = token.Start.Offset;
                Judge(start);
            }
            else if (token.Type == TokenType.CodeExit)
            {
                _tags.Add((start, token.End.Offset + 1));
                start = -1;
            }
            else if (start >= 0 && IsBehindTheTag(token, before)) break;

            before = token;
        }

        if (start < 0) return;

        var rest = BehindTheTag().Match(text, start + Braces);
        _tags.Add((start, rest.Success ? rest.Index : text.Length));
        // A text without its second quote ends nowhere either: the parser tells of that.
        if (!lexer.Errors.Any(error => error.Message.Contains("terminated", StringComparison.Ordinal)))
            _faults.Add(new(start, "{{ is never closed", "}} behind the name, on the same line"));
    }

    /// <summary>A tag stays on its line and holds one thing; a second <c>{{</c> in it begins the next tag.</summary>
    private static bool IsBehindTheTag(Token token, Token before) =>
        token.Type is TokenType.NewLine or TokenType.SemiColon
        || token.Type == TokenType.OpenBrace && before.Type == TokenType.OpenBrace && before.End.Offset + 1 == token.Start.Offset;

    private void Judge(int start)
    {
        foreach (var (form, problem, instead) in Habits)
            if (form.Match(text, start) is { Success: true } match)
                _faults.Add(new(start, problem(match.Groups[1].Value), instead(match.Groups[1].Value)));
    }

    private static string BlockOf(string kind) => kind switch
    {
        "unless" => "{{ if !slot }}..{{ end }}",
        "each" => "{{ for item in list }}{{ item.name }}{{ end }}",
        _ => $"{{{{ {kind} slot }}}}..{{{{ end }}}}",
    };

    [GeneratedRegex(@"\G\{\{[~-]?\s*([#/]?\s*\w+)")]
    private static partial Regex Word();

    [GeneratedRegex(@"\n|\{\{")]
    private static partial Regex BehindTheTag();

    [GeneratedRegex(@"\G\{\{[~-]?\s*#")]
    private static partial Regex Note();

    [GeneratedRegex(@"\G\{\{[~-]?\s*[~-]?\}\}")]
    private static partial Regex EmptyTag();

    [GeneratedRegex(@"\G(?<=[\\{])\{\{")]
    private static partial Regex EscapedTag();

    [GeneratedRegex(@"\G\{\{[~-]?\s*#\s*(if|unless|each|with)\b")]
    private static partial Regex BlockBegin();

    [GeneratedRegex(@"\G\{\{[~-]?\s*/\s*(\w*)")]
    private static partial Regex BlockEnd();

    [GeneratedRegex(@"\G\{\{[~-]?\s*(\{|!\s|!--|>)")]
    private static partial Regex OtherTag();
}

using System.Collections.Immutable;
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
    public int StartOf(int offset) => _tags.FindLast(tag => tag.Start <= offset).Start;

    /// <summary>That tag as it was written.</summary>
    public string SourceOf(int offset) => _tags.FindLast(tag => tag.Start <= offset) is var (start, end) && end > start ? text[start..end] : "";

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

        if (start >= 0 && !lexer.HasErrors) _faults.Add(new(start, "{{ is never closed", "}} behind the name, on the same line"));
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

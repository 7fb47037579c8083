using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Scriban;
using Scriban.Parsing;

namespace Bot.Templates.Rendering;

/// <summary>What Scriban's parser finds wrong, in words that say what to write, each at the beginning of its tag.</summary>
internal static partial class SyntaxFaults
{
    private const string ElseOutside = "{{ else }} stands outside any block";

    private const string WhenOutside = "{{ when }} stands outside any case";

    private const string EndOutside = "{{ end }} closes nothing";

    /// <summary>Where a block is opened that has no end.</summary>
    public const string NeverClosed = "a block is never closed";

    /// <summary>What the parser says begins or ends with these words; of several about one tag the first here tells most.</summary>
    private static readonly (string Said, string Problem, string Instead)[] Known =
    [
        ("A else condition", ElseOutside, "it between {{ if slot }} or {{ for item in list }} and {{ end }}"),
        ("A `when` condition", WhenOutside, "it between {{ case slot }} and {{ end }}"),
        ("Found <end>", EndOutside, "its opening before it"),
        ("The <end> statement was not found", NeverClosed, "{{ end }} at its end"),
        ("Expecting 'in'", "a loop is not understood", "{{ for item in list }}"),
        ("depth limit", "blocks or brackets stand too deep within each other", "fewer of them, or two messages"),
        ("Unexpected statement/expression", "a case holds something before its first {{ when }}", "it before the case, or behind {{ when 'text' }}"),
        ("Expecting <expression>", "something is missing in a tag", "{{ if slot }}, {{ slot | money }}"),
        ("not terminated by", "a text has no quote at its end", "the quote that it began with"),
    ];

    /// <summary>Whether a fault is of a tag that belongs to a block and stands in none.</summary>
    public static bool IsOutside(TemplateFault fault) => fault.Problem is ElseOutside or WhenOutside or EndOutside;

    public static ImmutableArray<TemplateFault> Of(Template tree, TagScan tags) =>
    [
        .. from message in tree.Messages
           where message.Type == ParserMessageType.Error
           let start = tags.StartOf(message.Span.Start.Offset)
           let said = Prefix().Replace(message.Message, "")
           let known = Array.FindIndex(Known, known => said.Contains(known.Said, StringComparison.Ordinal))
           group (known, said) by start into tag
           orderby tag.Key
           select FaultOf(tag.Key, tag.MinBy(one => (uint)one.known), tags),
    ];

    private static TemplateFault FaultOf(int start, (int Known, string Said) fault, TagScan tags) =>
        fault.Known >= 0 ? Known[fault.Known] is var (_, problem, instead) && problem == NeverClosed
            // The parser tells of it where the text ends.
            ? new(tags.OpenBlock() ?? start, problem, instead)
            : new(start, Known[fault.Known].Problem, Known[fault.Known].Instead)
        : new(start, $"'{tags.SourceOf(start)}' is not understood: {fault.Said.ReplaceLineEndings(" ").TrimEnd('.', ' ')}", TemplateVisitor.Known);

    [GeneratedRegex(@"\AError while parsing [^:]*: ")]
    private static partial Regex Prefix();
}

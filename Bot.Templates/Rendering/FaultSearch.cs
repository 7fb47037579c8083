using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Scriban;

namespace Bot.Templates.Rendering;

/// <summary>
/// All faults of a text that has some: what is wrong in one tag hides nothing behind it. After each fault its tag gives way to a sound one that opens or closes
/// the same, and the text is read again.
/// </summary>
internal sealed partial class FaultSearch
{
    /// <summary>Each fault of the parser's is one more reading.</summary>
    private const int MostReadings = 100;

    private readonly List<TemplateFault> _faults = [];

    /// <summary>Tags that have given way: what is said of them afterwards follows from that.</summary>
    private readonly HashSet<int> _mended = [];

    /// <summary>Where each character of the text, and its end, stood at first.</summary>
    private readonly List<int> _origins;

    private string _text;
    private TemplateContent _content = new([], 0);

    private FaultSearch(string text) => (_text, _origins) = (text, [.. Enumerable.Range(0, text.Length + 1)]);

    /// <summary>The faults in the order of the text, and what the sound tags read.</summary>
    public static ParsedTemplate In(string text)
    {
        var search = new FaultSearch(text);
        for (var i = 0; i < MostReadings && search.FindMore(); i++) { }
        return ParsedTemplate.Faulty(search._content, [.. search._faults.Distinct().OrderBy(fault => fault.Offset)]);
    }

    /// <summary>True while a tag had to give way.</summary>
    private bool FindMore()
    {
        var tags = TagScan.Of(_text);
        foreach (var fault in tags.Faults.Reverse()) TellAndMend(fault, tags);
        if (!tags.Faults.IsEmpty) return true;

        var tree = Template.Parse(_text);
        if (SyntaxFaults.Of(tree, tags) is [var first, ..])
        {
            TellAndMend(first, tags);
            return true;
        }

        var visitor = new TemplateVisitor(tags);
        visitor.Visit(tree.Page?.Body);
        foreach (var fault in visitor.Faults) Tell(fault);
        var uses = visitor.Content.Uses.Select(use => use with { Offset = _origins[use.Offset] }).Where(use => !_mended.Contains(use.Offset));
        _content = visitor.Content with { Uses = [.. uses] };
        return false;
    }

    private void TellAndMend(TemplateFault fault, TagScan tags)
    {
        Tell(fault);
        if (fault.Problem == SyntaxFaults.NeverClosed)
        {
            Replace(_text.Length, _text.Length, "{{ end }}");
            return;
        }

        var (start, end) = tags.TagAt(fault.Offset);
        var isFirst = _mended.Add(_origins[start]);
        Replace(start, end, isFirst && !SyntaxFaults.IsOutside(fault) ? StandIn(tags.FirstWord(start), tags.SourceOf(start)) : "");
    }

    private void Tell(TemplateFault fault)
    {
        var origin = _origins[fault.Offset];
        if (!_mended.Contains(origin) || fault.Problem == SyntaxFaults.NeverClosed) _faults.Add(fault with { Offset = origin });
    }

    private void Replace(int start, int end, string by)
    {
        var origin = _origins[start];
        _text = string.Concat(_text.AsSpan(0, start), by, _text.AsSpan(end));
        _origins.RemoveRange(start, end - start);
        _origins.InsertRange(start, Enumerable.Repeat(origin, by.Length));
    }

    /// <summary>A sound tag that opens or closes as one with this first word does; nothing for the others.</summary>
    private static string StandIn(string word, string source) => word switch
    {
        "if" or "#if" or "#unless" or "while" or "capture" or "func" or "wrap" => "{{ if _ }}",
        "for" or "tablerow" => $"{{{{ for {Item().Match(source) switch { { Success: true } item => item.Groups[1].Value, _ => "_" }} in _ }}}}",
        "with" or "#with" or "#each" => "{{ with _ }}",
        "case" => "{{ case _ }}",
        "when" => "{{ when '' }}",
        ['/', ..] => "{{ end }}",
        _ => "",
    };

    [GeneratedRegex(@"for\s+([A-Za-z]\w*)\s+in\b")]
    private static partial Regex Item();
}

using System.Collections.Immutable;
using Scriban;

namespace Bot.Templates.Rendering;

/// <summary>
/// All faults of a text that has some: what is wrong in one tag hides nothing behind it. After each fault its tag gives way to a sound one that opens or closes
/// the same, and the text is read again.
/// </summary>
internal sealed class FaultSearch
{
    /// <summary>Each fault of the parser's is one more reading.</summary>
    private const int MostReadings = 100;

    private readonly List<TemplateFault> _faults = [];

    /// <summary>Tags that have given way: what is said of them afterwards follows from that.</summary>
    private readonly HashSet<int> _mended = [];

    /// <summary>Where each character of the text, and its end, stood at first.</summary>
    private readonly List<int> _origins;

    private string _text;

    private FaultSearch(string text) => (_text, _origins) = (text, [.. Enumerable.Range(0, text.Length + 1)]);

    /// <summary>In the order of the text; a text without any has none.</summary>
    public static ImmutableArray<TemplateFault> In(string text)
    {
        var search = new FaultSearch(text);
        for (var i = 0; i < MostReadings && search.FindMore(); i++) { }
        return [.. search._faults.Distinct().OrderBy(fault => fault.Offset)];
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
        Replace(start, end, isFirst && !SyntaxFaults.IsOutside(fault) ? StandIn(tags.FirstWord(start)) : "");
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
    private static string StandIn(string word) => word switch
    {
        "if" or "#if" or "#unless" or "while" or "capture" or "func" or "wrap" => "{{ if _ }}",
        "for" or "#each" or "tablerow" => "{{ for _ in _ }}",
        "with" or "#with" => "{{ with _ }}",
        "case" => "{{ case _ }}",
        "when" => "{{ when '' }}",
        ['/', ..] => "{{ end }}",
        _ => "",
    };
}

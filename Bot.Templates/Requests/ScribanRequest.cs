using Bot.Engine.Abstractions;
using Bot.Engine.Values;
using Scriban;
using Scriban.Syntax;

namespace Bot.Templates.Requests;

/// <summary>A text of a request, parsed once.</summary>
internal sealed class ScribanRequest : RequestTemplate
{
    private readonly Template _tree;
    private readonly RequestPlace _place;

    public ScribanRequest(string text, RequestPlace place)
    {
        (_tree, _place) = (Template.Parse(text), place);
        // Scriban takes the end of the text for the end of a tag.
        var isOpen = text.LastIndexOf("{{", StringComparison.Ordinal) > text.LastIndexOf("}}", StringComparison.Ordinal);
        Fault = _tree.HasErrors ? _tree.Messages[0].Message : isOpen ? "a tag is not closed" : null;
        Paths = _tree.HasErrors ? [] : PathSearch.In(_tree.Page!);
    }

    public override string Render(RecordValue values)
    {
        try
        {
            return _tree.Render(new RequestContext(values, _place));
        }
        catch (ScriptRuntimeException fault)
        {
            // The message may show the value that it is about.
            throw new FormatException($"a template fails at line {fault.Span.Start.Line + 1}, column {fault.Span.Start.Column + 1}", fault);
        }
    }
}

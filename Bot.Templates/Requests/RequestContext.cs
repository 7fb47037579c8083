using Bot.Engine.Abstractions;
using Bot.Engine.Values;
using Bot.Templates.Rendering;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;

namespace Bot.Templates.Requests;

/// <summary>What Scriban renders a text of a request in: every value that a tag shows is encoded for where the text stands.</summary>
internal sealed class RequestContext : LimitedContext
{
    private readonly RequestPlace _place;

    public RequestContext(RecordValue values, RequestPlace place)
    {
        _place = place;
        EnableRelaxedMemberAccess = true;
        var known = new ScriptObject();
        foreach (var (name, value) in values.Fields) known[name] = Shown(value);
        PushGlobal(known);
    }

    /// <summary>What a tag shows; the words around it are written elsewhere and stand as they are.</summary>
    public override TemplateContext Write(SourceSpan span, object? textAsObject)
    {
        if (textAsObject is not null) Write(Encoded(ObjectToString(textAsObject) ?? "", span));
        return this;
    }

    private string Encoded(string text, SourceSpan span) => _place switch
    {
        // Dots alone are a step up or nowhere: an address is made plain before it is asked for, so that they would lead elsewhere.
        RequestPlace.Url when text.Length > 0 && text.All(sign => sign == '.') => throw new Scriban.Syntax.ScriptRuntimeException(span, "dots alone lead elsewhere"),
        RequestPlace.Url => Uri.EscapeDataString(text),
        RequestPlace.Header => string.Concat(text.Where(sign => !char.IsControl(sign)).Select(sign => sign.ToString())) is var plain && plain.All(char.IsAscii)
            ? plain
            : Uri.EscapeDataString(plain),
        _ => text,
    };

    private static object Shown(Value value) => value switch
    {
        RecordValue record => RecordOf(record),
        ListValue list => new ScriptArray(list.Items.Select(Shown)),
        _ => value.Text,
    };

    private static ScriptObject RecordOf(RecordValue record)
    {
        var shown = new ScriptObject();
        foreach (var (name, value) in record.Fields) shown[name] = Shown(value);
        return shown;
    }
}

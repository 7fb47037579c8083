using System.Collections;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Runtime.Accessors;

namespace Bot.Templates.Rendering;

/// <summary>What Scriban renders a message in: our values, functions, truth and limits. Used for one message at a time and again for the next.</summary>
internal sealed class MessageContext : LimitedContext
{
    private readonly ReplyValues _values = new();

    public MessageContext()
        : base(TemplateFunctions.ForScriban()) => StrictVariables = true;

    public void Show(in RenderScope scope, string[] known)
    {
        _values.Show(scope, known);
        PushGlobal(_values);
    }

    /// <summary>Forgets the reply and what was written, also after a failure.</summary>
    public override void Reset()
    {
        base.Reset();
        _values.Clear();
    }

    public override bool ToBool(SourceSpan span, object? value) => value switch
    {
        string text => text.Length > 0,
        IList list => list.Count > 0,
        _ => base.ToBool(span, value),
    };

    public override string? ObjectToString(object? value, bool nested = false) =>
        value is ShownValue shown ? shown.ToString() : base.ObjectToString(value, nested);

    /// <summary>Nothing is read by reflection.</summary>
    protected override IObjectAccessor? GetMemberAccessorImpl(object target) =>
        target is IScriptObject ? base.GetMemberAccessorImpl(target) : NullAccessor.Default;
}

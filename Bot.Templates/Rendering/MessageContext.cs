using System.Collections;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Runtime.Accessors;

namespace Bot.Templates.Rendering;

/// <summary>What Scriban renders a message in: our values, functions, truth and limits. Used for one message at a time and again for the next.</summary>
internal sealed class MessageContext : TemplateContext
{
    /// <summary>Turns of all loops of a message together. WhatsApp shows ten rows; far more lines than that are a partner's mistake.</summary>
    public const int MostTurns = 1000;

    /// <summary>Characters. A message of more than 4,096 is parted; this is sixteen of those.</summary>
    public const int LongestText = 64 * 1024;

    private const int DeepestNesting = 16;

    private readonly ReplyValues _values = new();

    public MessageContext()
        : base(TemplateFunctions.ForScriban())
    {
        StrictVariables = true;
        EnableRelaxedTargetAccess = true;
        EnableNullIndexer = true;
        // A value of several lines stands as it is, wherever its tag stands.
        AutoIndent = false;
        LoopLimit = MostTurns;
        RecursiveLimit = DeepestNesting;
        ObjectRecursionLimit = DeepestNesting;
        LimitToString = LongestText;
    }

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

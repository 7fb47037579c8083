using Scriban;
using Scriban.Runtime;

namespace Bot.Templates.Rendering;

/// <summary>What Scriban renders our texts in: bounded in turns, depth and length, with nothing where a value is not.</summary>
internal abstract class LimitedContext : TemplateContext
{
    /// <summary>Turns of all loops of a text together. WhatsApp shows ten rows; far more lines than that are a partner's mistake.</summary>
    public const int MostTurns = 1000;

    /// <summary>Characters: sixteen of the longest messages, and more than any address or field that a partner takes.</summary>
    public const int LongestText = 64 * 1024;

    private const int DeepestNesting = 16;

    protected LimitedContext() => Limit();

    /// <param name="functions">In place of Scriban's own.</param>
    protected LimitedContext(ScriptObject functions)
        : base(functions) => Limit();

    private void Limit()
    {
        EnableRelaxedTargetAccess = true;
        EnableNullIndexer = true;
        // A value of several lines stands as it is, wherever its tag stands.
        AutoIndent = false;
        LoopLimit = MostTurns;
        RecursiveLimit = DeepestNesting;
        ObjectRecursionLimit = DeepestNesting;
        LimitToString = LongestText;
    }
}

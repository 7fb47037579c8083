using Scriban.Syntax;

namespace Bot.Templates.Rendering;

/// <summary>The list of a loop as Scriban has it: one that is not set becomes an empty one, for which the loop's <c>else</c> is written.</summary>
internal static class LoopList
{
    public static void Complete(ScriptForStatement loop)
    {
        var list = loop.Iterator;
        loop.Iterator = null;
        var none = new ScriptArrayInitializerExpression();
        loop.Iterator = new ScriptBinaryExpression { Left = list, Operator = ScriptBinaryOperator.EmptyCoalescing, Right = none };
    }

    /// <summary>As the template has it. No template can write an empty list of its own.</summary>
    public static ScriptExpression? AsWritten(ScriptForStatement loop) =>
        loop.Iterator is ScriptBinaryExpression { Right: ScriptArrayInitializerExpression } completed ? completed.Left : loop.Iterator;
}

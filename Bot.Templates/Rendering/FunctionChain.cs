using Scriban.Syntax;

namespace Bot.Templates.Rendering;

/// <summary>An expression and the functions it goes through, the first one first: <c>money wallet</c> and <c>wallet | money</c> are the same.</summary>
internal sealed record FunctionChain(ScriptExpression Start, IReadOnlyList<FunctionStep> Steps)
{
    /// <summary>Null where no function is called.</summary>
    public static FunctionChain? Of(ScriptExpression? expression) => expression switch
    {
        ScriptNestedExpression nested => Of(nested.Expression),
        ScriptFunctionCall { Arguments.Count: > 0 } call => new(call.Arguments[0], [new(call, [.. call.Arguments.Skip(1)])]),
        ScriptPipeCall { From: { } start } pipe => new(start, [.. StepsOf(pipe.To)]),
        _ => null,
    };

    /// <summary>Scriban hangs the rest of a pipe under its first function.</summary>
    private static IEnumerable<FunctionStep> StepsOf(ScriptExpression? to) => to switch
    {
        ScriptPipeCall pipe => StepsOf(pipe.From).Concat(StepsOf(pipe.To)),
        ScriptFunctionCall call => [new(call, [.. call.Arguments])],
        _ => [new(null, [])],
    };
}

/// <summary>One function of a chain with what it is given besides the value.</summary>
/// <param name="Call">Null where something else than a function stands in a pipe.</param>
internal sealed record FunctionStep(ScriptFunctionCall? Call, IReadOnlyList<ScriptExpression> Arguments)
{
    /// <summary>The function's name as templates write it; empty for what has none.</summary>
    public string Name => TemplateFunctions.Unmarked(TemplatePath.Of(Call?.Target)?.Text ?? "");

    /// <summary>Has Scriban call the function by a name that no slot can have.</summary>
    public void Bind()
    {
        if (Call is not null) Call.Target = new ScriptVariableGlobal(TemplateFunctions.Marked(Name));
    }
}

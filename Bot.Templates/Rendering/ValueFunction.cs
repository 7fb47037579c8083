using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Bot.Templates.Rendering;

/// <summary>A function of ours with one value: what is no slot, argument, field or item it gives back as it is. Scriban's wrapper of a delegate takes twice the
/// time.</summary>
internal sealed class ValueFunction(Func<ShownValue, ShownValue?> function) : IScriptCustomFunction
{
    private static readonly ScriptParameterInfo Parameter = new(typeof(object), "value");

    public int RequiredParameterCount => 1;

    public int ParameterCount => 1;

    public ScriptVarParamKind VarParamKind => ScriptVarParamKind.None;

    public Type ReturnType => typeof(object);

    public ScriptParameterInfo GetParameterInfo(int index) => Parameter;

    public object? Invoke(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement) =>
        arguments[0] is ShownValue value ? function(value) : arguments[0];

    public ValueTask<object?> InvokeAsync(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement) =>
        new(Invoke(context, callerContext, arguments, blockStatement));
}

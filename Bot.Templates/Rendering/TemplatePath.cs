using System.Globalization;
using Scriban.Syntax;

namespace Bot.Templates.Rendering;

/// <summary>Names one behind the other, as a template writes them: <c>agent.name</c>, <c>agent['name']</c>, <c>plans[0].name</c>.</summary>
/// <param name="First">The name it starts at.</param>
/// <param name="Rest">The others, each with a dot before it; empty for a single name.</param>
/// <param name="HasIndex">Some stand in brackets.</param>
internal sealed record TemplatePath(string First, string Rest, bool HasIndex = false)
{
    public string Text => First + Rest;

    /// <summary>Null where an expression is no path.</summary>
    public static TemplatePath? Of(ScriptExpression? expression) => expression switch
    {
        ScriptVariable variable when variable.Scope == ScriptVariableScope.Global => new(variable.Name, ""),
        ScriptMemberExpression member when Of(member.Target) is { } target => target with { Rest = $"{target.Rest}.{member.Member?.Name}" },
        ScriptIndexerExpression { Index: ScriptLiteral { Value: string or int } literal } indexer when Of(indexer.Target) is { } target =>
            new(target.First, string.Create(CultureInfo.InvariantCulture, $"{target.Rest}.{literal.Value}"), HasIndex: true),
        _ => null,
    };
}

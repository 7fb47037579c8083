using Bot.Templates.Rendering;
using Scriban.Functions;
using Scriban.Syntax;

namespace Bot.Templates.Requests;

/// <summary>Finds what a template shows by name: paths as they are written, without its own variables and Scriban's functions.</summary>
internal sealed class PathSearch : ScriptVisitor
{
    private static readonly BuiltinFunctions Functions = new();

    private readonly List<TemplatePath> _found = [];
    private readonly HashSet<string> _own = new(StringComparer.Ordinal);

    public static IReadOnlyList<string> In(ScriptNode tree)
    {
        var search = new PathSearch();
        search.Visit(tree);
        return [.. search._found.Where(path => !search._own.Contains(path.First) && !Functions.ContainsKey(path.First)).Select(path => path.Text).Distinct()];
    }

    public override void Visit(ScriptMemberExpression node)
    {
        if (!Take(node)) base.Visit(node);
    }

    public override void Visit(ScriptIndexerExpression node)
    {
        if (!Take(node)) base.Visit(node);
    }

    public override void Visit(ScriptVariableGlobal node) => Take(node);

    public override void Visit(ScriptForStatement node)
    {
        if (node.Variable is ScriptVariable variable) _own.Add(variable.Name);
        _own.Add("for");
        base.Visit(node);
    }

    public override void Visit(ScriptAssignExpression node)
    {
        if (node.Target is ScriptVariable variable) _own.Add(variable.Name);
        base.Visit(node);
    }

    private bool Take(ScriptExpression node)
    {
        if (TemplatePath.Of(node) is not { } path) return false;
        _found.Add(path);
        return true;
    }
}

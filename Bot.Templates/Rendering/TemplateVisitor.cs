using System.Collections.Immutable;
using Bot.Engine.Loading.Yaml;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Bot.Templates.Rendering;

/// <summary>
/// Goes through a template's tree once: notes what it reads, for the checks, judges what messages do not use, and binds functions to names that no slot has.
/// A piece of Scriban that is not named here is a fault.
/// </summary>
internal sealed class TemplateVisitor(TagScan tags)
{
    public const string Known = "{{ slot }}, {{ agent.name }}, {{ slot | money }}, {{ slot | reveal }}, {{ choices }}, or if, else, for, with, case and end";

    /// <summary>What a loop's own values are read of: <c>for.index</c>.</summary>
    public const string Loop = "for";

    private readonly ImmutableArray<ValueUse>.Builder _uses = ImmutableArray.CreateBuilder<ValueUse>();
    private readonly ImmutableArray<TemplateFault>.Builder _faults = ImmutableArray.CreateBuilder<TemplateFault>();

    /// <summary>The loops and records around the place that is looked at, the outermost first. A record has no name.</summary>
    private readonly List<(string? Name, TemplatePath Path)> _around = [];
    private int _words;

    public ImmutableArray<TemplateFault> Faults => [.. _faults.Distinct()];

    public TemplateContent Content => new(_uses.ToImmutable(), _words);

    private bool IsInLoop => _around is [.., { Name: not null }];

    public void Visit(ScriptBlockStatement? block)
    {
        for (var i = 0; i < block?.Statements.Count; i++)
        {
            var statement = block.Statements[i];
            Visit(statement);
            if (statement is ScriptWithStatement with) OnlyIfThere(block, with, i);
        }
    }

    private void Visit(ScriptStatement? statement)
    {
        switch (statement)
        {
            case null: break;
            case ScriptRawStatement raw: _words += raw.Text.Length; break;
            case ScriptExpressionStatement show: Read(show.Expression, new(IsShown: true, MayReveal: true)); break;
            case ScriptIfStatement fork: VisitIf(fork); break;
            case ScriptElseStatement rest: Visit(rest.Body); break;
            case ScriptForStatement loop and not ScriptTableRowStatement: VisitFor(loop); break;
            case ScriptWithStatement with: VisitWith(with); break;
            case ScriptCaseStatement choice: VisitCase(choice); break;
            case ScriptWhenStatement option: VisitWhen(option); break;
            case ScriptBreakStatement or ScriptContinueStatement when IsInLoop: break;
            default:
                if (!SegmentCompiler.IsSilent(statement)) Fault(statement, "{0} does not stand in a message", Known);
                break;
        }
    }

    private void VisitIf(ScriptIfStatement fork)
    {
        Read(fork.Condition, default);
        Visit(fork.Then);
        Visit(fork.Else);
    }

    private void VisitFor(ScriptForStatement loop)
    {
        var before = _faults.Count;
        Read(loop.Iterator, default);
        if (_faults.Count == before && !MayBeList(loop.Iterator)) Fault(loop, "{0} goes through something else than a list", "{{ for item in list }}");
        foreach (var option in loop.NamedArguments ?? [])
            if (option is not ({ Name.Name: "limit" or "offset", Value: ScriptLiteral { Value: int } } or { Name.Name: "reversed" }))
                Fault(option, "{0} has an option that loops do not have", "limit: 5, offset: 1 or reversed");

        if (loop.Variable is not ScriptVariable { Scope: ScriptVariableScope.Global } variable) Fault(loop, "a loop names its items by one word", "{{ for item in list }}");
        else Within(variable.Name, ListOf(loop.Iterator), () => Visit(loop.Body));
        Visit(loop.Else);
        LoopList.Complete(loop);
    }

    private void VisitWith(ScriptWithStatement with)
    {
        Read(with.Name, default);
        if (TemplatePath.Of(with.Name) is { } path) Within(null, Resolved(path).Path, () => Visit(with.Body));
        else Fault(with, "'with' opens a record by its name", "{{ with agent }}");
    }

    private void VisitCase(ScriptCaseStatement choice)
    {
        Read(choice.Value, default);
        if (choice.Body?.Statements.Any(statement => statement is ScriptWhenStatement) != true) Fault(choice, "{0} has no {{ when }}", "{{ when 'text' }} behind it");
        else if (!string.IsNullOrWhiteSpace(tags.WordsBehind(choice.Span.Start.Offset)))
            Fault(choice, "the words between {0} and its first {{ when }} are never shown", "them before the case, or behind {{ when 'text' }}");
        Visit(choice.Body);
    }

    private void VisitWhen(ScriptWhenStatement option)
    {
        foreach (var value in option.Values)
            if (value is not ScriptLiteral { Value: string }) Fault(option, "a case is compared with texts", "{{ when 'pan' }}");
        Visit(option.Body);
        Visit(option.Next);
    }

    private void Read(ScriptExpression? expression, Place place)
    {
        if (TemplatePath.Of(expression) is { } path) ReadPath(expression!, path, place);
        else if (FunctionChain.Of(expression) is { } chain) ReadChain(expression!, chain, place);
        else
        {
            switch (expression)
            {
                case null or ScriptLiteral { Value: string or null }: break;
                case ScriptNestedExpression nested: Read(nested.Expression, place); break;
                case ScriptUnaryExpression { Operator: ScriptUnaryOperator.Not } not: Read(not.Right, default); break;
                case ScriptBinaryExpression both: ReadBoth(both, place); break;
                case ScriptConditionalExpression either:
                    Read(either.Condition, default);
                    Read(either.ThenValue, place with { MayReveal = false });
                    Read(either.ElseValue, place with { MayReveal = false });
                    break;
                case ScriptLiteral { Value: bool }: Fault(expression, "{0} asks for true or false, which no slot is", "{{ if slot }}, or {{ if slot == 'text' }}"); break;
                case ScriptLiteral: Fault(expression, "{0} shows a number", "{{ slot }}, or the number without braces"); break;
                default: Fault(expression, "{0} is not understood", Known); break;
            }
        }
    }

    private void ReadBoth(ScriptBinaryExpression both, Place place)
    {
        if (both.Operator is not (ScriptBinaryOperator.And or ScriptBinaryOperator.Or or ScriptBinaryOperator.CompareEqual
            or ScriptBinaryOperator.CompareNotEqual or ScriptBinaryOperator.EmptyCoalescing))
        {
            Fault(both, "{0} calculates, and values are texts", "==, !=, &&, || or ??; what is to be reckoned belongs into the flow");
            return;
        }

        var inner = both.Operator == ScriptBinaryOperator.EmptyCoalescing ? place with { MayReveal = false } : default;
        Read(both.Left, inner);
        Read(both.Right, inner);
    }

    private void ReadPath(ScriptExpression expression, TemplatePath path, Place place)
    {
        if (path.First == Loop)
        {
            if (!IsInLoop) Fault(expression, "{0} stands outside any loop", "it between {{ for item in list }} and {{ end }}");
            return;
        }

        var (resolved, local) = Resolved(path);
        _uses.Add(new(path.Text, resolved.Text, local, place.Format, place.IsShown, place.IsRevealed, tags.StartOf(expression.Span.Start.Offset)));
    }

    /// <summary>From the last function, which is what is seen of the value, to the first.</summary>
    private void ReadChain(ScriptExpression expression, FunctionChain chain, Place shown)
    {
        for (var i = chain.Steps.Count - 1; i >= 0; i--)
        {
            var step = chain.Steps[i];
            if (TemplateFunctions.Find(step.Name) is not { } function)
            {
                FaultOfUnknown(expression, step);
                if (expression is ScriptPipeCall) Read(chain.Start, default);
                return;
            }

            if (step.Arguments.Count + 1 < function.RequiredParameterCount || step.Arguments.Count >= function.ParameterCount)
            {
                Fault(expression, "{0} is not understood", $"{WayToCall(step.Name, function)}, one function behind the other");
                return;
            }

            if (step.Name == TemplateFunctions.Reveal && !shown.MayReveal)
                Fault(expression, "reveal stands within something else in {0}", "{{ slot | reveal }} in a tag of its own, with money, date, mobile or label behind it");
            for (var place = 0; place < step.Arguments.Count; place++)
            {
                var (isRight, what, _) = TemplateFunctions.Argument(step.Name, place, (step.Arguments[place] as ScriptLiteral)?.Value);
                if (!isRight) Fault(expression, $"{{0}} gives {step.Name} something else than {what}", WayToCall(step.Name, function));
            }

            var isList = MayBeList(chain.Start) && chain.Steps.Take(i).All(earlier => TemplateFunctions.GivesList(earlier.Name));
            if (TemplateFunctions.TakesList(step.Name) && !isList)
                Fault(expression, $"{{0}} gives {step.Name} something else than a list", WayToCall(step.Name, function));
            shown = Before(step.Name, shown);
            step.Bind();
        }

        Read(chain.Start, shown);
    }

    private static string WayToCall(string name, IScriptCustomFunction function) => function.RequiredParameterCount > 1
        ? $"{{{{ slot | {name} {TemplateFunctions.Argument(name, 0, null).Written} }}}}"
        : $"{{{{ slot | {name} }}}}";

    /// <summary>Whether an expression can be a list: what is read by name, and what list functions give.</summary>
    private static bool MayBeList(ScriptExpression? expression) => expression switch
    {
        ScriptNestedExpression nested => MayBeList(nested.Expression),
        ScriptBinaryExpression { Operator: ScriptBinaryOperator.EmptyCoalescing } either => MayBeList(either.Left) && MayBeList(either.Right),
        ScriptConditionalExpression either => MayBeList(either.ThenValue) && MayBeList(either.ElseValue),
        _ when TemplatePath.Of(expression) is { } path => path.Text != RenderScope.Choices,
        _ => FunctionChain.Of(expression) is { } chain && MayBeList(chain.Start) && chain.Steps.All(step => TemplateFunctions.GivesList(step.Name)),
    };

    private static Place Before(string function, Place place)
    {
        if (function == TemplateFunctions.Reveal) return place with { IsRevealed = true };
        if (TemplateFunctions.FormatOf(function) is not { } format) return place with { MayReveal = false };
        return place.Format == ValueFormat.Plain ? place with { Format = format } : place;
    }

    private void FaultOfUnknown(ScriptExpression expression, FunctionStep step)
    {
        var words = (step.Call?.Arguments ?? []).Select(argument => argument.ToString()).ToList();
        if (words.Contains("and") || words.Contains("or")) Fault(expression, "{0} is not understood: and, or are no words of a template", "a && b, a || b");
        else if (step.Name == "not") Fault(expression, "{0} is not understood: not is no word of a template", "!slot");
        else if (step.Name == "unless") Fault(expression, "there is no block 'unless'", "{{ if !slot }}..{{ end }}");
        else if (step.Name is "elseif" or "elif" or "elsif") Fault(expression, $"there is no '{step.Name}'", "{{ else if slot }}");
        else if (step.Name.Length == 0) Fault(expression, "{0} is not understood", Known);
        else
            Fault(expression, $"{{0}} is not understood: there is no function '{step.Name}'",
                step.Name.StartsWith("date.", StringComparison.Ordinal) ? "{{ day | date }}"
                : Nearest.To(step.Name, TemplateFunctions.Names) ?? "one of " + string.Join(", ", TemplateFunctions.Names));
    }

    /// <summary>Where a name leads: into the item of a loop or a field of the record around, or else to a slot or argument.</summary>
    private (TemplatePath Path, bool IsLocal) Resolved(TemplatePath path)
    {
        for (var i = _around.Count - 1; i >= 0; i--)
        {
            var (name, around) = _around[i];
            if (name is null) return (around with { Rest = $"{around.Rest}.{path.Text}" }, true);
            if (name == path.First) return (around with { Rest = around.Rest + path.Rest }, true);
        }

        return (path, false);
    }

    /// <summary>The list that a loop goes through, also where it is cut by a function.</summary>
    private TemplatePath ListOf(ScriptExpression? iterator)
    {
        while (FunctionChain.Of(iterator) is { } chain) iterator = chain.Start;
        return TemplatePath.Of(iterator) is { } path ? Resolved(path).Path : new("", "");
    }

    private void Within(string? name, TemplatePath path, Action visit)
    {
        _around.Add((name, path));
        visit();
        _around.RemoveAt(_around.Count - 1);
    }

    /// <summary>Scriban's own <c>with</c> fails over what is not set; here nothing is written then.</summary>
    private static void OnlyIfThere(ScriptBlockStatement block, ScriptWithStatement with, int place)
    {
        block.Statements.RemoveAt(place);
        var then = new ScriptBlockStatement();
        then.Statements.Add(with);
        block.Statements.Insert(place, new ScriptIfStatement { Condition = (ScriptExpression?)with.Name?.Clone(), Then = then, Span = with.Span });
    }

    /// <param name="problem">With <c>{0}</c> for the tag as it was written.</param>
    private void Fault(ScriptNode node, string problem, string instead)
    {
        var offset = node.Span.Start.Offset;
        _faults.Add(new(tags.StartOf(offset), problem.Replace("{0}", $"'{tags.SourceOf(offset)}'", StringComparison.Ordinal), instead));
    }

    /// <summary>What becomes of an expression's value.</summary>
    private readonly record struct Place(bool IsShown, bool MayReveal, ValueFormat Format = ValueFormat.Plain, bool IsRevealed = false);
}

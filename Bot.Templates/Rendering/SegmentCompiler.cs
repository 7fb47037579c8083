using System.Collections.Immutable;
using Scriban.Syntax;

namespace Bot.Templates.Rendering;

/// <summary>Makes segments of a template's tree: for words, values with at most one format, conditions on a value, loops through a list, and records.</summary>
internal sealed class SegmentCompiler
{
    /// <summary>The loops and records around, the outermost first. A record has no name, and every name in it is one of its fields.</summary>
    private readonly List<(string? Name, ValuePath Path)> _around = [];
    private int _loops;

    private SegmentCompiler() { }

    /// <summary>Null where the template asks for more: Scriban renders it.</summary>
    /// <param name="block">Without a fault.</param>
    public static ImmutableArray<Segment>? Compile(ScriptBlockStatement? block) => new SegmentCompiler().SegmentsOf(block);

    public static bool IsSilent(ScriptStatement statement) => statement is ScriptEscapeStatement or ScriptEndStatement or ScriptNopStatement;

    private ImmutableArray<Segment>? SegmentsOf(ScriptBlockStatement? block)
    {
        var segments = ImmutableArray.CreateBuilder<Segment>();
        foreach (var statement in block?.Statements ?? [])
        {
            if (IsSilent(statement)) continue;
            if (SegmentOf(statement) is not { } segment) return null;
            segments.Add(segment);
        }

        return segments.DrainToImmutable();
    }

    private Segment? SegmentOf(ScriptStatement statement) => statement switch
    {
        ScriptRawStatement raw => new WordsSegment(raw.Text.ToString()),
        ScriptExpressionStatement { Expression: ScriptLiteral { Value: string text } } => new WordsSegment(text),
        ScriptExpressionStatement show => TurnOf(show.Expression, "index") is { } loop ? new IndexSegment(loop) : ValueOf(show.Expression, ValueFormat.Plain, false),
        ScriptIfStatement fork => IfOf(fork),
        ScriptForStatement loop and not ScriptTableRowStatement => ForOf(loop),
        ScriptWithStatement with => WithOf(with),
        _ => null,
    };

    private Segment? ValueOf(ScriptExpression? expression, ValueFormat format, bool reveal)
    {
        if (PathOf(expression) is { } path)
            return !IsChoices(path) ? new ValueSegment(path, format, reveal) : format == ValueFormat.Plain ? new ChoicesSegment() : null;
        if (FunctionChain.Of(expression) is not { } chain) return null;

        foreach (var name in chain.Steps.Select(step => step.Name))
        {
            if (name == TemplateFunctions.Reveal) reveal = true;
            else if (format == ValueFormat.Plain && TemplateFunctions.FormatOf(name) is { } written) format = written;
            else return null;
        }

        return ValueOf(chain.Start, format, reveal);
    }

    private IfSegment? IfOf(ScriptIfStatement fork)
    {
        var isNegated = fork.Condition is ScriptUnaryExpression { Operator: ScriptUnaryOperator.Not };
        if (ConditionOf(isNegated ? ((ScriptUnaryExpression)fork.Condition!).Right : fork.Condition) is not { } when) return null;
        if (SegmentsOf(fork.Then) is not { } then) return null;

        var otherwise = fork.Else switch
        {
            null => [],
            ScriptElseStatement rest => SegmentsOf(rest.Body),
            ScriptIfStatement next when IfOf(next) is { } segment => [segment],
            _ => default(ImmutableArray<Segment>?),
        };
        return otherwise is not { } segments ? null : isNegated ? new(when, segments, then) : new(when, then, segments);
    }

    private Condition? ConditionOf(ScriptExpression? expression)
    {
        if (TurnOf(expression, "first") is { } first) return new IsOutermostItem(first, Last: false);
        if (TurnOf(expression, "last") is { } last) return new IsOutermostItem(last, Last: true);
        return PathOf(expression) is { } path && !IsChoices(path) ? new HoldsSomething(path) : null;
    }

    private ForSegment? ForOf(ScriptForStatement loop)
    {
        if (_loops == SegmentWriter.DeepestLoop || loop.NamedArguments is { Count: > 0 } || loop.Variable is not ScriptVariable variable) return null;
        if (PathOf(LoopList.AsWritten(loop)) is not { } list || IsChoices(list)) return null;

        var number = _loops++;
        var body = Within(variable.Name, new(list.Text, [], number), loop.Body);
        _loops--;
        var otherwise = loop.Else is { } rest ? SegmentsOf((rest as ScriptElseStatement)?.Body) : [];
        return body is { } turn && otherwise is { } none ? new(list, number, turn, none) : null;
    }

    private IfSegment? WithOf(ScriptWithStatement with) =>
        PathOf(with.Name) is { } record && !IsChoices(record) && Within(null, record, with.Body) is { } body ? new(new HoldsSomething(record), body, []) : null;

    private ImmutableArray<Segment>? Within(string? name, ValuePath path, ScriptBlockStatement? block)
    {
        _around.Add((name, path));
        var segments = SegmentsOf(block);
        _around.RemoveAt(_around.Count - 1);
        return segments;
    }

    private ValuePath? PathOf(ScriptExpression? expression)
    {
        if (TemplatePath.Of(expression) is not { HasIndex: false } path || path.First == TemplateVisitor.Loop) return null;

        var place = _around.FindLastIndex(around => around.Name is null || around.Name == path.First);
        if (place < 0) return new(path.Text, path.Text.Split('.'));

        var (name, around) = _around[place];
        var fields = name is null ? $".{path.Text}" : path.Rest;
        return new(around.Text + fields, [.. around.Names, .. fields.Split('.', StringSplitOptions.RemoveEmptyEntries)], around.Loop);
    }

    /// <summary>The loop that <c>for.index</c> and the like ask for; null for anything else.</summary>
    private int? TurnOf(ScriptExpression? expression, string asked) =>
        TemplatePath.Of(expression) is { HasIndex: false, First: TemplateVisitor.Loop } path && path.Rest == $".{asked}" ? _loops - 1 : null;

    private static bool IsChoices(ValuePath path) => path is { Text: RenderScope.Choices, Loop: < 0 };
}

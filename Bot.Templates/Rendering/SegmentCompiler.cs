using System.Collections.Immutable;
using Scriban.Syntax;

namespace Bot.Templates.Rendering;

/// <summary>Makes segments of a template's tree: for words, values with at most one format, and conditions on a value.</summary>
internal static class SegmentCompiler
{
    /// <summary>Null where the template asks for more: Scriban renders it.</summary>
    /// <param name="block">Without a fault.</param>
    public static ImmutableArray<Segment>? Compile(ScriptBlockStatement? block)
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

    public static bool IsSilent(ScriptStatement statement) => statement is ScriptEscapeStatement or ScriptEndStatement or ScriptNopStatement;

    private static Segment? SegmentOf(ScriptStatement statement) => statement switch
    {
        ScriptRawStatement raw => new WordsSegment(raw.Text.ToString()),
        ScriptExpressionStatement { Expression: ScriptLiteral { Value: string text } } => new WordsSegment(text),
        ScriptExpressionStatement show => ValueOf(show.Expression, ValueFormat.Plain, false),
        ScriptIfStatement fork => IfOf(fork),
        _ => null,
    };

    private static Segment? ValueOf(ScriptExpression? expression, ValueFormat format, bool reveal)
    {
        if (TemplatePath.Of(expression) is { HasIndex: false } path)
            return path.Text != RenderScope.Choices ? new ValueSegment(path.Text, format, reveal) : format == ValueFormat.Plain ? new ChoicesSegment() : null;
        if (FunctionChain.Of(expression) is not { } chain) return null;

        foreach (var name in chain.Steps.Select(step => step.Name))
        {
            if (name == TemplateFunctions.Reveal) reveal = true;
            else if (format == ValueFormat.Plain && TemplateFunctions.FormatOf(name) is { } written) format = written;
            else return null;
        }

        return ValueOf(chain.Start, format, reveal);
    }

    private static IfSegment? IfOf(ScriptIfStatement fork)
    {
        if (TemplatePath.Of(fork.Condition) is not { HasIndex: false } path || path.Text == RenderScope.Choices) return null;
        if (Compile(fork.Then) is not { } then) return null;

        var otherwise = fork.Else switch
        {
            null => [],
            ScriptElseStatement rest => Compile(rest.Body),
            ScriptIfStatement next when IfOf(next) is { } segment => [segment],
            _ => default(ImmutableArray<Segment>?),
        };
        return otherwise is { } segments ? new(path.Text.Split('.'), then, segments) : null;
    }
}

using System.Collections.Immutable;
using Scriban;

namespace Bot.Templates.Rendering;

/// <summary>Reads the text of a message. What is faulty is told whole, also what Scriban would parse and only stumble over when it renders.</summary>
internal static class TemplateReader
{
    /// <summary>The template; null, with faults, where something is wrong.</summary>
    public static (MessageTemplate? Template, ImmutableArray<TemplateFault> Faults) Read(string text)
    {
        var parsed = Parse(text);
        return (parsed.Tree is not null ? TemplateOf(parsed) : null, parsed.Faults);
    }

    /// <summary>The template also where something is wrong: the checks then look at the rest of it.</summary>
    public static (MessageTemplate Template, ImmutableArray<TemplateFault> Faults) ReadForChecks(string text)
    {
        var parsed = Parse(text);
        return (TemplateOf(parsed), parsed.Faults);
    }

    /// <summary>The template as Scriban has it, judged and bound to our functions.</summary>
    public static ParsedTemplate Parse(string text)
    {
        var tags = TagScan.Of(text);
        var tree = Template.Parse(text);
        if (!tags.Faults.IsEmpty || tree.HasErrors) return FaultSearch.In(text);

        var visitor = new TemplateVisitor(tags);
        visitor.Visit(tree.Page?.Body);
        return visitor.Faults.IsEmpty ? new(visitor.Content, tree, []) : ParsedTemplate.Faulty(visitor.Content, visitor.Faults);
    }

    private static MessageTemplate TemplateOf(ParsedTemplate parsed)
    {
        if (parsed.Tree is not { } tree) return new FaultyTemplate(parsed.Content);
        return SegmentCompiler.Compile(tree.Page?.Body) is { } simple ? new SegmentTemplate(parsed.Content, simple) : new ScribanTemplate(parsed.Content, tree);
    }

    /// <summary>Whether a slot of this name can be shown: Scriban keeps some names for itself, and reads letters and digits of some scripts only.</summary>
    public static bool IsName(string name) => Read($"{{{{ {name} }}}}").Template?.Uses is [{ IsShown: true } use] && use.Written == name;
}

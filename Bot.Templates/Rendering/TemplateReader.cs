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
        if (parsed.Tree is not { } tree) return (null, parsed.Faults);

        var segments = SegmentCompiler.Compile(tree.Page?.Body);
        return (segments is { } simple ? new SegmentTemplate(parsed.Content, simple) : new ScribanTemplate(parsed.Content, tree), []);
    }

    /// <summary>The template as Scriban has it, judged and bound to our functions.</summary>
    public static ParsedTemplate Parse(string text)
    {
        var tags = TagScan.Of(text);
        var tree = Template.Parse(text);
        if (!tags.Faults.IsEmpty || tree.HasErrors) return ParsedTemplate.Faulty(FaultSearch.In(text));

        var visitor = new TemplateVisitor(tags);
        visitor.Visit(tree.Page?.Body);
        return visitor.Faults.IsEmpty ? new(visitor.Content, tree, []) : ParsedTemplate.Faulty(visitor.Faults);
    }

    /// <summary>Whether a slot of this name can be shown: Scriban keeps some names for itself, and reads letters and digits of some scripts only.</summary>
    public static bool IsName(string name) => Read($"{{{{ {name} }}}}").Template?.Uses is [{ IsShown: true } use] && use.Written == name;
}

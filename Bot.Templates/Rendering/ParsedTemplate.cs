using System.Collections.Immutable;
using Scriban;

namespace Bot.Templates.Rendering;

/// <summary>A template's tree and what it holds, or what is wrong with its text and what the sound rest holds.</summary>
/// <param name="Tree">Null with faults.</param>
internal sealed record ParsedTemplate(TemplateContent Content, Template? Tree, ImmutableArray<TemplateFault> Faults)
{
    public static ParsedTemplate Faulty(TemplateContent content, ImmutableArray<TemplateFault> faults) => new(content, null, faults);
}

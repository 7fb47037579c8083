using System.Collections.Immutable;
using Scriban;

namespace Bot.Templates.Rendering;

/// <summary>A template's tree and what it holds, or what is wrong with its text.</summary>
/// <param name="Tree">Null with faults.</param>
internal sealed record ParsedTemplate(TemplateContent Content, Template? Tree, ImmutableArray<TemplateFault> Faults)
{
    public static ParsedTemplate Faulty(ImmutableArray<TemplateFault> faults) => new(new([], 0), null, faults);
}

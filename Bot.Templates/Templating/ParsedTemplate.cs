using System.Collections.Immutable;

namespace Bot.Templates.Templating;

/// <summary>A template in pieces, or what is wrong with it.</summary>
internal sealed record ParsedTemplate(ImmutableArray<TemplatePart> Parts, ImmutableArray<TemplateFault> Faults)
{
    public string Handlebars => string.Concat(Parts.Select(part => part.Handlebars));
}

/// <summary>A fault in a template's text at an offset.</summary>
internal sealed record TemplateFault(int Offset, string Problem, string Instead);

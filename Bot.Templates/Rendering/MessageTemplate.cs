using System.Collections.Immutable;

namespace Bot.Templates.Rendering;

/// <summary>A message's text, ready to be rendered. What it holds is written once, by its author; values are never read as templates.</summary>
internal abstract class MessageTemplate(TemplateContent content)
{
    /// <summary>What it reads, in the order of its text.</summary>
    public ImmutableArray<ValueUse> Uses => content.Uses;

    /// <summary>Characters of its own words, those of all branches together.</summary>
    public int WordsLength => content.WordsLength;

    /// <summary>The text without space around it. Safe for many threads.</summary>
    public abstract string Render(in RenderScope scope);
}

/// <summary>What a template holds, for the checks.</summary>
internal sealed record TemplateContent(ImmutableArray<ValueUse> Uses, int WordsLength);

using System.Collections.Immutable;

namespace Bot.Templates.Templating;

/// <summary>Puts the tags of <c>if</c> and <c>unless</c> and what stands between them together as <see cref="ForkPart"/>s.</summary>
internal static class IfBlocks
{
    /// <summary>Null where only Handlebars.Net knows what is meant: other blocks, and tags that stand alone on a line and take that line away.</summary>
    public static ImmutableArray<TemplatePart>? Fold(ImmutableArray<TemplatePart> parts)
    {
        for (var i = 0; i < parts.Length; i++)
            if (parts[i].NeedsHandlebars || parts[i] is BlockPart && !StandsAmongWords(parts, i))
                return null;

        var at = 0;
        return Read(parts, ref at) is { } folded && at == parts.Length ? folded : null;
    }

    /// <summary>Reads up to the tag that ends these parts.</summary>
    private static ImmutableArray<TemplatePart>? Read(ImmutableArray<TemplatePart> parts, ref int at)
    {
        var read = ImmutableArray.CreateBuilder<TemplatePart>();
        for (; at < parts.Length; at++)
        {
            if (parts[at] is not BlockPart block) read.Add(parts[at]);
            else if (block.Tag is not (BlockTag.If or BlockTag.Unless)) break;
            else if (ReadFork(block, parts, ref at) is { } fork) read.Add(fork);
            else return null;
        }

        return read.DrainToImmutable();
    }

    /// <summary>Reads from behind a fork's first tag up to its last one.</summary>
    private static ForkPart? ReadFork(BlockPart first, ImmutableArray<TemplatePart> parts, ref int at)
    {
        at++;
        if (Read(parts, ref at) is not { } then || at == parts.Length) return null;

        var otherwise = ImmutableArray<TemplatePart>.Empty;
        var tag = ((BlockPart)parts[at]).Tag;
        if (tag == BlockTag.ElseIf)
        {
            if (first.Tag != BlockTag.If || ReadFork((BlockPart)parts[at] with { Tag = BlockTag.If }, parts, ref at) is not { } next) return null;
            return new(first, then, [next]);
        }
        if (tag == BlockTag.Else)
        {
            at++;
            if (Read(parts, ref at) is not { } read || at == parts.Length) return null;
            (otherwise, tag) = (read, ((BlockPart)parts[at]).Tag);
        }

        return tag == BlockTag.End ? new(first, then, otherwise) : null;
    }

    private static bool StandsAmongWords(ImmutableArray<TemplatePart> parts, int tag) =>
        tag > 0 && parts[tag - 1] switch
        {
            WordsPart words => !words.Text.AsSpan(words.Text.LastIndexOf('\n') + 1).IsWhiteSpace(),
            var other => other is not BlockPart,
        }
        || tag + 1 < parts.Length && parts[tag + 1] switch
        {
            WordsPart words =>
                !words.Text.AsSpan(0, words.Text.IndexOf('\n', StringComparison.Ordinal) is var end and >= 0 ? end : words.Text.Length).IsWhiteSpace(),
            var other => other is not BlockPart,
        };
}

/// <summary>What is written when a slot or argument holds something, and what otherwise.</summary>
internal sealed record ForkPart(BlockPart First, ImmutableArray<TemplatePart> Then, ImmutableArray<TemplatePart> Otherwise) : TemplatePart(First.Offset)
{
    public override string Handlebars => First.Handlebars;

    public ImmutableArray<TemplatePart> Taken(bool holds) => holds == (First.Tag == BlockTag.If) ? Then : Otherwise;
}

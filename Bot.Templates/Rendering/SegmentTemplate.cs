using System.Collections.Immutable;

namespace Bot.Templates.Rendering;

/// <summary>A template of words, values, our functions, plain conditions, loops and records, written without Scriban.</summary>
internal sealed class SegmentTemplate(TemplateContent content, ImmutableArray<Segment> segments) : MessageTemplate(content)
{
    /// <summary>Many messages are words only and read the same every time; null for the others.</summary>
    private readonly string? _words = segments is [WordsSegment only] ? only.Text.Trim() : segments.IsEmpty ? "" : null;

    public override string Render(in RenderScope scope) => _words ?? SegmentWriter.TextOf(segments, scope);
}

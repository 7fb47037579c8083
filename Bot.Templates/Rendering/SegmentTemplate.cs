using System.Collections.Immutable;
using System.Text;

namespace Bot.Templates.Rendering;

/// <summary>A template of words, values, our functions and plain conditions, written straight into the buffer.</summary>
internal sealed class SegmentTemplate(TemplateContent content, ImmutableArray<Segment> segments) : MessageTemplate(content)
{
    /// <summary>A body grown far over what is usual is not worth keeping in memory.</summary>
    private const int KeptCapacity = 16 * 1024;

    // One buffer a thread: rendering never nests and never waits.
    [ThreadStatic]
    private static StringBuilder? _buffer;

    /// <summary>Many messages are words only and read the same every time; null for the others.</summary>
    private readonly string? _words = segments is [WordsSegment only] ? only.Text.Trim() : segments.IsEmpty ? "" : null;

    public override string Render(in RenderScope scope)
    {
        if (_words is not null) return _words;

        var buffer = _buffer ??= new(512);
        buffer.Clear();
        Write(buffer, segments, scope);
        var text = buffer.ToString();
        if (buffer.Capacity > KeptCapacity) _buffer = null;
        return text.Trim();
    }

    private static void Write(StringBuilder buffer, ImmutableArray<Segment> parts, in RenderScope scope)
    {
        foreach (var part in parts)
        {
            switch (part)
            {
                case WordsSegment words: buffer.Append(words.Text); break;
                case ChoicesSegment: scope.WriteChoices(buffer); break;
                case ValueSegment value: WriteValue(buffer, value, scope); break;
                case IfSegment fork: Write(buffer, Truth.Of(scope.Find(fork.Names)) ? fork.Then : fork.Otherwise, scope); break;
            }
        }
    }

    private static void WriteValue(StringBuilder buffer, ValueSegment part, in RenderScope scope)
    {
        if (scope.Find(part.Names) is not { } value) return;
        var masked = !part.Reveal && scope.IsPersonal(part.Names[0]);
        ValueText.Write(buffer, part.Format, masked, part.Path, value.Text, scope.Labels);
    }
}

using System.Collections.Immutable;
using System.Text;

namespace Bot.Templates.Templating;

/// <summary>
/// A message's text, ready to be rendered. Plain placeholders and forks are written by our own code; all else goes through Handlebars.Net. Both give the same
/// text.
/// </summary>
internal abstract class Template(ParsedTemplate parsed)
{
    /// <summary>A body grown far over what is usual is not worth keeping in memory.</summary>
    private const int KeptCapacity = 16 * 1024;

    // One buffer a thread: rendering never nests and never waits.
    [ThreadStatic]
    private static StringBuilder? t_buffer;

    public ImmutableArray<TemplatePart> Parts => parsed.Parts;

    /// <param name="parsed">Without faults.</param>
    public static Template Compile(ParsedTemplate parsed) =>
        IfBlocks.Fold(parsed.Parts) is { } folded ? new SegmentTemplate(parsed, folded) : new HandlebarsTemplate(parsed);

    /// <summary>The text without space around it.</summary>
    public virtual string Render(in RenderScope scope)
    {
        var buffer = t_buffer ??= new(512);
        buffer.Clear();
        Write(buffer, scope);
        var text = buffer.ToString();
        if (buffer.Capacity > KeptCapacity) t_buffer = null;
        return text.Trim();
    }

    protected abstract void Write(StringBuilder buffer, in RenderScope scope);
}

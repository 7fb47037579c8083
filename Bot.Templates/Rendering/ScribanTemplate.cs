using Scriban;

namespace Bot.Templates.Rendering;

/// <summary>A template with loops or expressions, rendered by Scriban.</summary>
internal sealed class ScribanTemplate(TemplateContent content, Template tree) : MessageTemplate(content)
{
    // One a thread: rendering never nests and never waits, and a new one costs fifty times as much as a message.
    [ThreadStatic]
    private static MessageContext? _context;

    private readonly string[] _names = [.. content.Uses.Where(use => !use.IsLocal).Select(use => use.Root).Distinct()];

    public override string Render(in RenderScope scope)
    {
        var context = _context ??= new();
        try
        {
            context.Show(scope, _names);
            return tree.Render(context).Trim();
        }
        finally
        {
            // Scriban keeps what a failed message had written so far: the next person's would begin with it.
            context.Reset();
        }
    }
}

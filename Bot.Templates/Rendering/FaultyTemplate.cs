namespace Bot.Templates.Rendering;

/// <summary>Stands for a text with faults, so that the checks look at the rest of it. No host starts with one.</summary>
internal sealed class FaultyTemplate(TemplateContent content) : MessageTemplate(content)
{
    public override string Render(in RenderScope scope) => throw new InvalidOperationException("A message with faults is never rendered.");
}

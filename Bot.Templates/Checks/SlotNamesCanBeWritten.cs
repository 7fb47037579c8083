using Bot.Engine.Flows;
using Bot.Templates.Rendering;

namespace Bot.Templates.Checks;

/// <summary>A slot's name is one that a template can show: no word of the template language, in letters and digits that it reads.</summary>
internal sealed class SlotNamesCanBeWritten : IMessageCheck
{
    public string Name => nameof(SlotNamesCanBeWritten);

    public IEnumerable<Issue> Find(MessagesInUse use) =>
        from flow in use.Flows
        from slot in flow.Slots
        where !TemplateReader.IsName(slot.Name) || slot.Name == RenderScope.Choices
        select new Issue(flow.File, slot.Line, slot.Column, $"no message can show a slot called '{slot.Name}'", "another name, of Latin letters and digits");
}

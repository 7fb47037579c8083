using Bot.Engine.Flows;
using Bot.Templates.Templating;

namespace Bot.Templates.Checks;

/// <summary>
/// A personal slot is shown whole only where its owner confirms it, and a person's name also where it is used to speak to them. A warning: an author may have a
/// reason.
/// </summary>
internal sealed class PersonalSlotsAreRevealedOnlyToConfirm : IMessageCheck
{
    private const string SpokenName = "personName";

    public string Name => nameof(PersonalSlotsAreRevealedOnlyToConfirm);

    // Every message of the flow's file, used or not: a line without a use today is used tomorrow.
    public IEnumerable<Issue> Find(MessagesInUse use) =>
        from flow in use.Flows
        let personal = flow.Slots.Where(slot => slot.Personal && slot.Type != SpokenName).Select(slot => slot.Name).ToHashSet(StringComparer.Ordinal)
        from file in use.Catalogue.Files
        where file.Flow == flow.Flow || file.Flow.Length == 0
        let templates = file.Templates.Values.SelectMany(template => template.Parameters)
        let messages = file.Messages.Values.Where(message => !flow.ConfirmMessages.Contains(message.Key))
        from entry in messages.Concat(templates)
        from part in entry.Template.Parts.OfType<ValuePart>()
        let slot = SlotOf(part, entry.Template)
        where part.Reveal && personal.Contains(slot)
        let place = entry.Text.At(part.Offset)
        select new Issue(file.File, place.Line, place.Column, $"the personal slot '{slot}' is shown whole in the message '{entry.Key}'", $"{{{{{part.Path}}}}}, which masks it,", Warning: true);

    /// <summary>What an item shows belongs to the slot that is nearest before it in a block.</summary>
    private static string SlotOf(ValuePart part, Template template) =>
        part.Root.Length > 0
            ? part.Root
            : template.Parts.OfType<BlockPart>().LastOrDefault(block => block.Offset < part.Offset && block.Root.Length > 0)?.Root ?? "";
}

using Bot.Engine.Flows;

namespace Bot.Templates.Checks;

/// <summary>
/// A personal slot is shown whole only where its owner confirms it, or reads where a code was sent to; a person's name also where it is used to speak to them.
/// A warning: an author may have a reason.
/// </summary>
internal sealed class PersonalSlotsAreRevealedOnlyToConfirm : IMessageCheck
{
    private const string SpokenName = "personName";

    /// <summary>The field of a record that is such a name.</summary>
    private const string SpokenField = "name";

    public string Name => nameof(PersonalSlotsAreRevealedOnlyToConfirm);

    // Every message of the flow's file, used or not: a line without a use today is used tomorrow.
    public IEnumerable<Issue> Find(MessagesInUse use) =>
        from flow in use.Flows
        let personal = flow.Slots.SelectMany(PersonalNames).ToHashSet(StringComparer.Ordinal)
        from file in use.Catalogue.Files
        where file.Flow == flow.Flow || file.Flow.Length == 0
        let templates = file.Templates.Values.SelectMany(template => template.Texts)
        let messages = file.Messages.Values.Where(message => !flow.ConfirmMessages.Contains(message.Key)).SelectMany(message => message.Texts)
        from entry in messages.Concat(templates)
        from shown in entry.Template.Uses
        where shown.IsRevealed && (personal.Contains(shown.Root) || (shown.Field is { } field && personal.Contains(field)))
        let place = entry.Text.At(shown.Offset)
        select new Issue(file.File, place.Line, place.Column, $"the personal slot '{(personal.Contains(shown.Root) ? shown.Root : shown.Field)}' is shown whole in the message '{entry.Key}'", $"{{{{ {shown.Written} }}}}, which masks it,", Warning: true);

    private static IEnumerable<string> PersonalNames(SlotUse slot) => slot.Personal
        ? slot.Type == SpokenName ? [] : [slot.Name]
        : slot.PersonalFields.Where(field => field != SpokenField).Select(field => $"{slot.Name}.{field}");
}

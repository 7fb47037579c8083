using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;

namespace Bot.Templates.Checks;

/// <summary>A field of a record that is called personal is not a slip for one that messages show: that one would be shown and logged unmasked.</summary>
internal sealed class PersonalFieldsAreShown : IMessageCheck
{
    public string Name => nameof(PersonalFieldsAreShown);

    public IEnumerable<Issue> Find(MessagesInUse use) =>
        from flow in use.Flows
        from slot in flow.Slots
        where slot.PersonalFields.Length > 0
        let shown = FieldsShown(use, flow.Flow, slot.Name).ToHashSet(StringComparer.Ordinal)
        from field in slot.PersonalFields
        where !shown.Contains(field)
        let near = Nearest.To(field, shown.Except(slot.PersonalFields).Order(StringComparer.Ordinal).ToList())
        where near is not null
        select new Issue(flow.File, slot.Line, slot.Column, $"no message shows the personal field '{field}' of '{slot.Name}', and one shows '{slot.Name}.{near}' unmasked", near, Warning: true);

    private static IEnumerable<string> FieldsShown(MessagesInUse use, string flow, string slot) =>
        from file in use.Catalogue.Files
        where file.Flow == flow || file.Flow.Length == 0
        from entry in file.Messages.Values.SelectMany(message => message.Texts).Concat(file.Templates.Values.SelectMany(template => template.Texts))
        from read in entry.Template.Uses
        where !read.IsLocal && read.Root == slot && read.Path.Length > slot.Length
        select read.Path.Split('.')[1];
}

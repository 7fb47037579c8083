using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;
using Bot.Templates.Loading;
using Bot.Templates.Rendering;

namespace Bot.Templates.Checks;

/// <summary>A placeholder names a slot of the flow or an argument of the message; anything else would show as nothing.</summary>
internal sealed class PlaceholdersAreKnown : IMessageCheck
{
    public string Name => nameof(PlaceholdersAreKnown);

    public IEnumerable<Issue> Find(MessagesInUse use)
    {
        foreach (var language in use.Catalogue.Languages)
        {
            foreach (var flow in use.Flows.Where(flow => use.WantedOf(flow).Contains(language)))
            {
                var slots = flow.Slots.Select(slot => slot.Name).ToList();
                foreach (var message in flow.Messages)
                    foreach (var issue in Unknown(use.Catalogue, flow.Flow, language, message, slots))
                        yield return issue;

                // A shared message said anew by the flow may show the flow's slots as well.
                foreach (
                    var message in use.Shared.Messages.Where(message => use.Catalogue.File(flow.Flow, language)?.Messages.ContainsKey(message.Key) == true))
                    foreach (var issue in Unknown(use.Catalogue, flow.Flow, language, message, slots))
                        yield return issue;
            }

            foreach (var message in use.Shared.Messages)
                foreach (var issue in Unknown(use.Catalogue, "", language, message, []))
                    yield return issue;
        }
    }

    private static IEnumerable<Issue> Unknown(MessageCatalogue catalogue, string flow, string language, MessageUse message, List<string> slots)
    {
        var known = slots.Concat(message.Arguments.Select(argument => argument.Name)).Append(RenderScope.Choices).ToHashSet(StringComparer.Ordinal);
        return from entry in EntriesOf(catalogue, flow, language, message.Key)
               from read in entry.Template.Uses
               where !read.IsLocal && !known.Contains(read.Root)
               select At(entry, read, known);
    }

    private static IEnumerable<MessageEntry> EntriesOf(MessageCatalogue catalogue, string flow, string language, string key)
    {
        foreach (var text in catalogue.Message(flow, language, key)?.Texts ?? []) yield return text;
        foreach (var text in catalogue.Template(flow, language, key)?.Texts ?? []) yield return text;
    }

    private static Issue At(MessageEntry entry, ValueUse read, HashSet<string> known)
    {
        var (line, column) = entry.Text.At(read.Offset);
        var proposal = Nearest.To(read.Root, known);
        return new(entry.Text.File, line, column, $"'{read.Root}' in the message '{entry.Key}' is neither a slot nor given to the message", proposal ?? "one of " + string.Join(", ", known.Order(StringComparer.Ordinal)));
    }
}

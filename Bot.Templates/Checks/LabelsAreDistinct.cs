using Bot.Engine.Flows;
using Bot.Engine.Inputs;

namespace Bot.Templates.Checks;

/// <summary>Two options of one question have two labels in each language: what is typed could mean either.</summary>
internal sealed class LabelsAreDistinct : IMessageCheck
{
    public string Name => nameof(LabelsAreDistinct);

    public IEnumerable<Issue> Find(MessagesInUse use) =>
        from flow in use.Flows
        from message in flow.Messages
        where message.Choices is not null
        from language in use.LanguagesOf(flow)
        let labels = message.Choices!.LabelKeys.Select(key => use.Catalogue.Label(flow.Flow, language, key)).OfType<Loading.LabelEntry>()
        from same in labels.GroupBy(label => WordForm.Of(label.Label), StringComparer.Ordinal)
        where same.Select(label => label.Key).Distinct().Count() > 1
        let second = same.ElementAt(1)
        select new Issue(second.File, second.Line, second.Column, $"'{same.First().Key}' and '{second.Key}' are both called '{second.Label}' in '{language}'", "another label for one of them", Warning: true);
}

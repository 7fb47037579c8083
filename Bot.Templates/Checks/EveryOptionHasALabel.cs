using Bot.Engine.Flows;

namespace Bot.Templates.Checks;

/// <summary>An option that a flow offers has a label in every language.</summary>
internal sealed class EveryOptionHasALabel : IMessageCheck
{
    public string Name => nameof(EveryOptionHasALabel);

    public IEnumerable<Issue> Find(MessagesInUse use) =>
        from flow in use.Flows
        from message in flow.Messages
        from key in message.Choices?.LabelKeys ?? []
        from language in use.LanguagesOf(flow)
        where use.Catalogue.Label(flow.Flow, language, key) is null
        select new Issue(flow.File, message.Line, message.Column, $"the option '{key}' has no label in '{language}'", Proposal(use, flow, key, language));

    private static string Proposal(MessagesInUse use, FlowUse flow, string key, string language)
    {
        if (WordsInOneLanguage.NearLabel(key, use.Catalogue.LabelKeysOf(flow.Flow, language)) is { } near) return $"{near}, which has one,";

        var dot = key.IndexOf('.', StringComparison.Ordinal);
        var (group, value) = dot < 0 ? (key, "value") : (key[..dot], key[(dot + 1)..]);
        var section = group == "field" ? $"fields: {{ {value}: .. }}" : $"options: {{ {group}: {{ {value}: .. }} }}";
        return $"{section} in {WordsInOneLanguage.FileFor(flow, language)}, or an option that has one";
    }
}

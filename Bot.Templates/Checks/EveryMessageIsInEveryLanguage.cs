using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;

namespace Bot.Templates.Checks;

/// <summary>A message that a flow uses has a text in every language, in the flow's file or the shared one.</summary>
internal sealed class EveryMessageIsInEveryLanguage : IMessageCheck
{
    public string Name => nameof(EveryMessageIsInEveryLanguage);

    public IEnumerable<Issue> Find(MessagesInUse use) =>
        from flow in use.Flows
        from message in flow.Messages.DistinctBy(message => message.Key)
        from language in use.LanguagesOf(flow)
        where use.Catalogue.Message(flow.Flow, language, message.Key) is null
        select new Issue(flow.File, message.Line, message.Column, $"the message '{message.Key}' has no text in '{language}'",
            Nearest.To(message.Key, use.Catalogue.KeysOf(flow.Flow, language)) is { } near
                ? $"{near}, which has one,"
                : $"{message.Key}: and the text under messages: of {WordsInOneLanguage.FileFor(flow, language)}, or the name of a message that has one");
}

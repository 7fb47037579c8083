using Bot.Engine.Flows;
using Bot.Templates.Loading;

namespace Bot.Templates.Checks;

/// <summary>A flow has a messages file in every language, or in those that it names; one line for each file that is missing.</summary>
internal sealed class EveryFlowSpeaksItsLanguages : IMessageCheck
{
    public string Name => nameof(EveryFlowSpeaksItsLanguages);

    public IEnumerable<Issue> Find(MessagesInUse use)
    {
        foreach (var flow in use.Flows)
        {
            foreach (var unknown in flow.Languages.Except(use.Catalogue.Languages))
                yield return new(flow.File, flow.LanguagesAt.Line, flow.LanguagesAt.Column, $"the flow '{flow.Flow}' is written in '{unknown}', which has no shared messages file", $"one of {string.Join(", ", use.Catalogue.Languages)} under languages:");

            foreach (var language in use.WantedOf(flow).Except(use.LanguagesOf(flow)).Where(language => Lacks(use, flow, language) > 0))
            {
                var others = string.Join(", ", use.LanguagesOf(flow));
                yield return new(flow.File, 1, 1, $"the flow '{flow.Flow}' has no messages in '{language}': {Lacks(use, flow, language)} texts",
                    $"them into {WordsInOneLanguage.FileFor(flow, language)}{(others.Length > 0 ? $", or languages: [{others}] into the flow" : "")}");
            }
        }
    }

    private static int Lacks(MessagesInUse use, FlowUse flow, string language) =>
        LanguageShare.TextsOf(flow).Count(text => !LanguageShare.Has(use.Catalogue, flow.Flow, language, text));
}

using Bot.Engine.Flows;

namespace Bot.Templates.Checks;

/// <summary>A slot that people may be asked to edit has a name in every language.</summary>
internal sealed class EveryFieldHasAName : IMessageCheck
{
    public string Name => nameof(EveryFieldHasAName);

    public IEnumerable<Issue> Find(MessagesInUse use) =>
        from flow in use.Flows
        from field in flow.Fields.DistinctBy(field => field.Slot)
        from language in use.LanguagesOf(flow)
        where use.Catalogue.Label(flow.Flow, language, "field." + field.Slot) is null
        select new Issue(flow.File, field.Line, field.Column, $"the slot '{field.Slot}' has no name in '{language}'",
            WordsInOneLanguage.NearLabel("field." + field.Slot, use.Catalogue.LabelKeysOf(flow.Flow, language)) is { } near
                && near.StartsWith("field.", StringComparison.Ordinal)
                ? $"'{field.Slot}' for '{near["field.".Length..]}' under fields: of {WordsInOneLanguage.FileFor(flow, language)}"
                : $"fields: {{ {field.Slot}: .. }} in {WordsInOneLanguage.FileFor(flow, language)}");
}

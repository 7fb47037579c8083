using Bot.Engine.Flows;
using Bot.Templates.Loading;
using Bot.Templates.Rendering;

namespace Bot.Templates.Checks;

/// <summary>What a message shows in the default language it shows in every other: a value lost in a translation is an answer that is not seen.</summary>
internal sealed class TranslationsKeepPlaceholders : IMessageCheck
{
    public string Name => nameof(TranslationsKeepPlaceholders);

    public IEnumerable<Issue> Find(MessagesInUse use) =>
        from flow in use.Flows
        from key in flow.Messages.Select(message => message.Key).Distinct()
        let written = use.Catalogue.File(flow.Flow, use.Catalogue.DefaultLanguage)?.Messages.GetValueOrDefault(key)
        where written is not null
        from language in use.LanguagesOf(flow)
        let translated = use.Catalogue.File(flow.Flow, language)?.Messages.GetValueOrDefault(key)
        where translated is not null && language != use.Catalogue.DefaultLanguage
        from lost in ShownBy(written).Except(ShownBy(translated))
        select new Issue(translated.Text.File, translated.Text.Text.Line, translated.Text.Text.Column,
            $"the message '{key}' shows '{lost}' in '{use.Catalogue.DefaultLanguage}' and not in '{language}'", $"{{{{ {lost} }}}} into it", Warning: true);

    /// <summary>Slots and arguments that are printed; how often, and where, is the translator's.</summary>
    private static IEnumerable<string> ShownBy(MessageEntry entry) =>
        entry.Texts.SelectMany(text => text.Template.Uses).Where(read => !read.IsLocal && read.IsShown && read.Root is not (RenderScope.Choices or "example"))
            .Select(read => read.Root).Distinct(StringComparer.Ordinal);
}

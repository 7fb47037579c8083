using Bot.Templates.Loading;

namespace Bot.Templates.Checks;

/// <summary>What a flow has in a language without any other language standing in: what the checks count.</summary>
internal static class WordsInOneLanguage
{
    public static MessageEntry? Message(this MessageCatalogue catalogue, string flow, string language, string key) =>
        catalogue.File(flow, language)?.Messages.GetValueOrDefault(key) ?? catalogue.File("", language)?.Messages.GetValueOrDefault(key);

    public static LabelEntry? Label(this MessageCatalogue catalogue, string flow, string language, string key) =>
        catalogue.File(flow, language)?.Labels.GetValueOrDefault(key) ?? catalogue.File("", language)?.Labels.GetValueOrDefault(key)
            ?? catalogue.MenuWords(language).Labels.GetValueOrDefault(key);

    public static TemplateEntry? Template(this MessageCatalogue catalogue, string flow, string language, string key) =>
        catalogue.File(flow, language)?.Templates.GetValueOrDefault(key) ?? catalogue.File("", language)?.Templates.GetValueOrDefault(key);

    /// <summary>The name of the file a missing text belongs into, beside the flow's file.</summary>
    public static string FileFor(FlowUse flow, string language)
    {
        var slash = flow.File.LastIndexOf('/');
        return $"{(slash < 0 ? "" : flow.File[..(slash + 1)])}messages.{language}.yaml";
    }
}

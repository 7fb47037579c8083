using Bot.Engine.Loading.Yaml;
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

    /// <summary>Keys of the messages that there are, of the flow and of all.</summary>
    public static IEnumerable<string> KeysOf(this MessageCatalogue catalogue, string flow, string language) =>
        (catalogue.File(flow, language)?.Messages.Keys ?? Enumerable.Empty<string>())
            .Concat(catalogue.File("", language)?.Messages.Keys ?? Enumerable.Empty<string>());

    /// <summary>Keys of the labels that there are, of the flow and of all.</summary>
    public static IEnumerable<string> LabelKeysOf(this MessageCatalogue catalogue, string flow, string language) =>
        (catalogue.File(flow, language)?.Labels.Keys ?? Enumerable.Empty<string>())
            .Concat(catalogue.File("", language)?.Labels.Keys ?? Enumerable.Empty<string>());

    /// <summary>The label that is meant by a key that has none: another value of its group, or the value in a group of nearly its name; null for neither.
    /// </summary>
    public static string? NearLabel(string key, IEnumerable<string> known)
    {
        var parts = known.Append(key).Select(one => one.Split('.', 2)).Where(one => one.Length == 2).ToList();
        if (parts is not [.., [var group, var value]]) return null;

        if (Nearest.To(value, parts[..^1].Where(one => one[0] == group).Select(one => one[1])) is { } near) return $"{group}.{near}";
        return Nearest.To(group, parts[..^1].Where(one => one[1] == value).Select(one => one[0])) is { } other ? $"{other}.{value}" : null;
    }

    /// <summary>The name of the file a missing text belongs into, beside the flow's file.</summary>
    public static string FileFor(FlowUse flow, string language)
    {
        var slash = flow.File.LastIndexOf('/');
        return $"{(slash < 0 ? "" : flow.File[..(slash + 1)])}messages.{language}.yaml";
    }
}

using System.Collections.Immutable;
using Bot.Engine.Flows;

namespace Bot.Templates.Loading;

/// <summary>Reads what leaves instead of messages outside the 24-hour window: templates that the provider approved, and what fills them.</summary>
internal sealed class TemplatesReader(string file, string[] lines, ICollection<Issue> issues, string language) : EntryReader(file, lines, issues)
{
    /// <summary>Written in the list of buttons for one that needs no value.</summary>
    private const string NoValue = "none";

    private readonly MessagePartsReader _parts = new(file, lines, issues);

    public void Read(YamlEntry section, Dictionary<string, TemplateEntry> into)
    {
        foreach (var entry in MapOf(section))
            if (ReadOne(entry) is { } template)
                into[entry.Key] = template;
    }

    private TemplateEntry? ReadOne(YamlEntry entry)
    {
        var (name, code, source, authentication) = ("", language, "", false);
        var parameters = new List<MessageEntry>();
        var (header, carried, buttons) = ((MessageEntry?)null, (FilePart?)null, ImmutableArray<TemplateButtonEntry>.Empty);
        foreach (var part in MapOf(entry))
        {
            switch (part.Key)
            {
                case "name": name = TextOf(part, "a template's name") ?? ""; break;
                case "language": code = TextOf(part, "a template's language") ?? language; break;
                case "sourceName": source = TextOf(part, "a template's source name") ?? ""; break;
                case "authentication": authentication = YesOrNo(part); break;
                case "parameters": parameters.AddRange(ParametersOf(entry.Key, part)); break;
                case "header": header = TemplateOf(entry.Key, part.Value, "a header"); break;
                case "image" or "video" or "document": carried = _parts.FileOf(entry.Key, part); break;
                case "buttons": buttons = ButtonsOf(entry.Key, part); break;
                default: Tell(part, $"'{part.Key}' is no part of a template", Known.Instead(part.Key, MessagesKeys.Template)); break;
            }
        }

        if (header is not null && carried is not null) Tell(entry, $"the template '{entry.Key}' has a header of words and one of a file", "one of the two");
        if (authentication && !buttons.IsEmpty) Tell(entry, $"the template '{entry.Key}' has its code on its button", "no buttons");
        if (name.Length == 0)
        {
            Tell(entry, $"the template '{entry.Key}' has no name", "{ name: the name the provider approved, parameters: [..] }");
            return null;
        }

        return new(entry.Key, name, code, source, authentication, parameters)
        {
            Parts = header is null && carried is null && buttons.IsEmpty ? null : new(header, carried, buttons),
            Line = entry.Line,
            Column = entry.Column,
        };
    }

    private IEnumerable<MessageEntry> ParametersOf(string key, YamlEntry entry)
    {
        if (entry.Value is not YamlList list)
        {
            Tell(entry.Value, "the parameters are no list", "[\"{{ slot }}\", ..]");
            return [];
        }

        return list.Items.Select(item => TemplateOf(key, item, "a parameter")).OfType<MessageEntry>();
    }

    private ImmutableArray<TemplateButtonEntry> ButtonsOf(string key, YamlEntry entry)
    {
        if (entry.Value is not YamlList list)
        {
            Tell(entry.Value, "the buttons are no list", "[{ option: yes }, { url: \"{{ slot }}\" }], in the template's order");
            return [];
        }

        return [.. list.Items.Select((item, index) => ButtonOf(key, item, index)).OfType<TemplateButtonEntry>()];
    }

    private TemplateButtonEntry? ButtonOf(string key, YamlPart item, int index)
    {
        if (item is YamlText { Text: NoValue }) return null;
        if (item is YamlMap { Entries: [var only] } && MessagesKeys.Button.Contains(only.Key))
        {
            if (only.Key == "option") return TextOf(only, "an option") is { Length: > 0 } option ? new(index, option, null, null, item.Line, item.Column) : null;
            if (TemplateOf(key, only.Value, "a button") is not { } value) return null;
            return only.Key == "reply" ? new(index, "", value, null, item.Line, item.Column) : new(index, "", null, value, item.Line, item.Column);
        }

        Tell(item, "this says nothing of a button", $"{{ option: value }} or {{ reply: words }} for a quick reply, {{ url: end of the address }} for a link, {NoValue} for a button without a value");
        return null;
    }
}

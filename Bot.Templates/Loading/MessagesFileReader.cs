using System.Buffers;
using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Loading.Yaml;
using Bot.Templates.Rendering;

namespace Bot.Templates.Loading;

/// <summary>Turns the YAML of one messages file into a <see cref="MessagesFile"/>, telling every fault on the way.</summary>
internal sealed class MessagesFileReader(string file, string flow, string language, string text, ICollection<Issue> issues)
    : EntryReader(file, text.ReplaceLineEndings("\n").Split('\n'), issues)
{
    public static readonly IReadOnlyList<string> CommandNames =
        ["menu", "restart", "back", "edit", "cancel", "help", "language", "resend", "human", "stop", "start", "skip", "yes", "no", "more", "previous", "retry"];

    private static readonly SearchValues<char> Punctuation = SearchValues.Create("?!.,;:…।*~`'\"-_");

    private static readonly SearchValues<char> NameSigns = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>Letters by which a group's name may differ to be a slip: products have groups of their own.</summary>
    private const int SlipOfGroup = 2;

    private readonly MessagesFile _result = new(file, flow, language);

    private bool IsShared => flow.Length == 0;

    /// <summary>The file's content without its faulty entries; null when nothing of it can be read.</summary>
    public MessagesFile? Read()
    {
        if (YamlTree.Read(File, text, Lines, Issues) is not { } root) return null;

        foreach (var entry in root.Entries) ReadSection(entry);

        if (root.Entries.All(entry => entry.Key != "language")) Tell(root.Line, root.Column, "the file does not say its language", $"language: {language} as its first line");
        if (IsShared && _result.Name.Length == 0) Tell(root.Line, root.Column, "the language has no name", "name: and what its speakers call it");
        return _result;
    }

    private void ReadSection(YamlEntry entry)
    {
        var known = IsShared ? MessagesKeys.Shared : MessagesKeys.Flow;
        if (!known.Contains(entry.Key))
        {
            var where = IsShared ? "a shared messages file" : "a flow's messages file";
            Tell(entry, $"'{entry.Key}' is no part of {where}", Known.Instead(entry.Key, known));
            return;
        }

        if (entry.Value is YamlText { Text: "" } && entry.Key is not ("language" or "name" or "entry" or "fallback"))
            Issues.Add(new(File, entry.Line, entry.Column, $"'{entry.Key}' holds nothing", "its lines below it, or take it out", Warning: true));
        switch (entry.Key)
        {
            case "language": ReadLanguage(entry); break;
            case "name": _result.Name = TextOf(entry, "the language's name") ?? ""; break;
            case "fallback": _result.Fallback.AddRange(WordsOf(entry)); break;
            case "commands": ReadCommands(entry); break;
            case "words": ReadWords(entry); break;
            case "entry": _result.Entry.AddRange(WordsOf(entry)); break;
            case "messages": ReadMessages(entry); break;
            case "options": ReadOptions(entry); break;
            case "fields": ReadFields(entry); break;
            case "templates": new TemplatesReader(File, Lines, Issues, language).Read(entry, _result.Templates); break;
        }
    }

    private void ReadLanguage(YamlEntry entry)
    {
        if (TextOf(entry, "the language") is { } said && said != language)
            Tell(entry.Value, $"the file is named for '{language}' and says '{said}'", $"{language}, or call the file messages.{said}.yaml,");
    }

    private void ReadCommands(YamlEntry section)
    {
        foreach (var entry in MapOf(section))
        {
            // What is no word of the engine may be one that a flow declares; whether one does is checked with the flows.
            if (!CommandNames.Contains(entry.Key) && entry.Key.AsSpan().ContainsAnyExcept(NameSigns))
                Tell(entry, $"there is no command '{entry.Key}'", Known.Instead(entry.Key, CommandNames));
            else
                _result.Commands[entry.Key] = WordsOf(entry);
        }
    }

    private void ReadWords(YamlEntry section)
    {
        var groups = MapOf(section);
        foreach (var group in groups)
        {
            var meanings = new Dictionary<string, List<Word>>(StringComparer.Ordinal);
            _result.Words[group.Key] = meanings;
            JudgeGroup(group, groups);
            if (group.Value is not YamlMap map) meanings[group.Key] = WordsOf(group, signs: true);
            else
                foreach (var meaning in map.Entries)
                    meanings[meaning.Key] = WordsOf(meaning, signs: true);
        }
    }

    /// <summary>A group that readers ask for has its form and its meanings; others are a product's, unless their name is nearly one of the engine's.</summary>
    private void JudgeGroup(YamlEntry group, ImmutableArray<YamlEntry> all)
    {
        if (!WordGroups.All.Contains(group.Key))
        {
            if (Nearest.To(group.Key, WordGroups.All.Where(known => all.All(other => other.Key != known)), SlipOfGroup) is { } near)
                Tell(group, $"no answer asks for the words of '{group.Key}'", near);
            return;
        }

        if (group.Value is YamlMap map)
        {
            if (!WordMeanings.Has(group.Key)) Tell(group.Value, $"'{group.Key}' is a list of words and stands for nothing else", $"{group.Key}: [word, another word]");
            foreach (var meaning in map.Entries)
            {
                if (WordMeanings.FaultOf(group.Key, meaning.Key) is { } wanted) Tell(meaning, $"'{meaning.Key}' is no meaning of a word of '{group.Key}'", wanted);
            }
        }
        else if (WordMeanings.Has(group.Key))
        {
            Tell(group.Value, $"'{group.Key}' does not say what its words stand for", $"{group.Key}: with a line for each meaning, \"1\": [word, another word]");
        }
    }

    private void ReadMessages(YamlEntry section)
    {
        var parts = new MessagePartsReader(File, Lines, Issues);
        foreach (var entry in MapOf(section))
            if ((entry.Value is YamlMap map ? parts.Read(entry, map) : TemplateOf(entry.Key, entry.Value, "a message")) is { } message)
                _result.Messages[entry.Key] = message;
    }

    private void ReadOptions(YamlEntry section)
    {
        foreach (var group in MapOf(section))
        {
            if (group.Key == "field")
            {
                Tell(group, "the group 'field' is kept for the names of slots", "those under fields:, or another name for the group");
                continue;
            }

            foreach (var option in MapOf(group)) ReadLabel($"{group.Key}.{option.Key}", option);
        }
    }

    private void ReadFields(YamlEntry section)
    {
        foreach (var field in MapOf(section)) ReadLabel($"field.{field.Key}", field);
    }

    private void ReadLabel(string key, YamlEntry entry)
    {
        switch (entry.Value)
        {
            case YamlText label: AddLabel(key, entry, label.Text.Trim(), "", []); break;
            case YamlMap map: ReadLabelMap(key, entry, map); break;
            default: Tell(entry.Value, $"the label of '{entry.Key}' is a list", "text, or { label: .., note: .., also: [..] }"); break;
        }
    }

    private void ReadLabelMap(string key, YamlEntry entry, YamlMap map)
    {
        var (label, note) = ("", "");
        List<Word> synonyms = [];
        foreach (var part in map.Entries)
        {
            switch (part.Key)
            {
                case "label": label = TextOf(part, "a label") ?? ""; break;
                case "note": note = TextOf(part, "a note") ?? ""; break;
                case "also": synonyms = WordsOf(part); break;
                default: Tell(part, $"'{part.Key}' is no part of an option", Nearest.To(part.Key, MessagesKeys.Option) ?? "label, note or also"); break;
            }
        }

        AddLabel(key, entry, label.Trim(), note.Trim(), synonyms);
    }

    private void AddLabel(string key, YamlEntry entry, string label, string note, List<Word> synonyms)
    {
        if (label.Length == 0)
            Tell(entry, $"the option '{entry.Key}' has no label", $"{entry.Key}: and the words people see");
        else if (label.Contains("{{", StringComparison.Ordinal) || note.Contains("{{", StringComparison.Ordinal))
            Tell(entry.Value, "a label holds no placeholders", "plain words");
        else
            _result.Labels[key] = new(key, label, note, File, entry.Value.Line, entry.Value.Column) { Synonyms = synonyms };
    }

    private List<Word> WordsOf(YamlEntry entry, bool signs = false)
    {
        var parts = entry.Value is YamlList list ? list.Items : [entry.Value];
        var words = new List<Word>();
        foreach (var part in parts)
        {
            if (part is YamlText { Text: var word } && IsWord(WordForm.Of(word), signs)) words.Add(new(word.Trim(), part.Line, part.Column));
            else Tell(part, $"'{entry.Key}' holds something that is no word", "[word, another word]");
        }

        return words;
    }

    /// <summary>Punctuation alone is a word only where it stands for an answer ("." for no last name).</summary>
    private static bool IsWord(string form, bool signs) => form.Length > 0 && (signs || form.AsSpan().ContainsAnyExcept(Punctuation));
}

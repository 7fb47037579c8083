using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Engine.Loading.Yaml;

namespace Bot.Templates.Loading;

/// <summary>
/// All messages files of a flows folder: <c>messages.&lt;lang&gt;.yaml</c> for everyone, <c>&lt;flow&gt;/messages.&lt;lang&gt;.yaml</c> for one flow. x
/// </summary>
public sealed partial class MessageCatalogue
{
    private const string MenuGroup = "menu.";

    /// <summary>Of files for editors, which lie beside the messages.</summary>
    private const string SchemaEnding = ".schema.json";

    private Dictionary<(string Flow, string Language), MessagesFile> _files;
    private Dictionary<string, MessagesFile> _menuWords = new(StringComparer.Ordinal);
    private FrozenDictionary<string, FrozenDictionary<string, LanguageWords>> _words;

    private MessageCatalogue(IEnumerable<MessagesFile> files, string defaultLanguage)
    {
        _files = files.ToDictionary(file => (file.Flow, file.Language));
        DefaultLanguage = defaultLanguage;
        Languages = [.. _files.Keys.Where(key => key.Flow.Length == 0).Select(key => key.Language).OrderBy(language =>
            language != defaultLanguage).ThenBy(language => language, StringComparer.Ordinal)];
        Flows = [.. _files.Keys.Select(key => key.Flow).Where(flow => flow.Length > 0).Distinct().Order(StringComparer.Ordinal)];
        _words = Flows.Prepend("").ToFrozenDictionary(
            flow => flow,
            flow =>
                Languages.Append(defaultLanguage).Distinct()
                    .ToFrozenDictionary(language => language, language => new LanguageWords(Chain(flow, language)), StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    public string DefaultLanguage { get; private set; }

    /// <summary>Languages with a shared messages file, the default one first.</summary>
    public IReadOnlyList<string> Languages { get; private set; }

    /// <summary>Flows with messages of their own, by name.</summary>
    public IReadOnlyList<string> Flows { get; private set; }

    /// <summary>Languages in which a flow has words of its own, the default one first; all of <see cref="Languages"/> for what is no flow with words.</summary>
    public IReadOnlyList<string> LanguagesOf(string flow) =>
        Flows.Contains(flow) ? [.. Languages.Where(language => File(flow, language) is not null)] : Languages;

    /// <summary>The first word that opens a flow, in the default language; null where none does.</summary>
    public string? EntryWord(string flow) => File(flow, DefaultLanguage)?.Entry.FirstOrDefault()?.Text;

    internal IEnumerable<MessagesFile> Files => _files.Values;

    /// <summary>Reads every messages file below a folder. The catalogue holds what is sound; the issues tell all that is not, with file(line,col).</summary>
    /// <param name="flowsFolder">The folder that holds the shared files and one folder per flow.</param>
    /// <param name="defaultLanguage">The language that stands in where another lacks a text.</param>
    public static (MessageCatalogue Catalogue, IReadOnlyList<Issue> Issues) Load(string flowsFolder, string defaultLanguage = "en")
    {
        var issues = new List<Issue>();
        if (!Directory.Exists(flowsFolder))
        {
            issues.Add(new(flowsFolder, 1, 1, "there is no such folder", "the folder that holds messages.en.yaml and the flows"));
            return (new([], defaultLanguage), issues);
        }

        var files = new List<MessagesFile>();
        ReadFolder(flowsFolder, "", files, issues);
        foreach (var folder in Directory.GetDirectories(flowsFolder).Order(StringComparer.Ordinal))
            ReadFolder(folder, Path.GetFileName(folder), files, issues);

        CheckLanguages(flowsFolder, defaultLanguage, files, issues);
        ClaimedWords.Check(files, issues);
        return (new(files, defaultLanguage), [.. issues.Select(Wording.AsAdvice)]);
    }

    /// <summary>The words as they are now; what is taken over later does not reach them.</summary>
    internal MessageCatalogue Frozen()
    {
        var frozen = new MessageCatalogue([], DefaultLanguage);
        frozen.TakeOver(this);
        return frozen;
    }

    /// <summary>Has the words of another catalogue from now on: those of edited files.</summary>
    /// <remarks>Who is reading meanwhile may see some of both; conversations are rendered by <see cref="LiveRenderer"/>, which never does.</remarks>
    internal void TakeOver(MessageCatalogue newer)
    {
        (_files, _menuWords, _words) = (newer._files, newer._menuWords, newer._words);
        (DefaultLanguage, Languages, Flows) = (newer.DefaultLanguage, newer.Languages, newer.Flows);
    }

    /// <summary>A language's name in itself; its code where the file does not say.</summary>
    public string NameOf(string language) => _files.TryGetValue(("", language), out var file) && file.Name.Length > 0 ? file.Name : language;

    /// <summary>The words of a flow in a language; the shared words for a flow without any, the default language for one that is not known.</summary>
    internal LanguageWords Words(string flow, string language)
    {
        if (Find(flow, language) is { } words) return words;
        if (Find(flow, DefaultLanguage) is { } standIn && !Languages.Contains(language)) return standIn;
        return Find("", language) ?? _words[""][DefaultLanguage];
    }

    /// <summary>One file as it is, without any stand-in; null where there is none.</summary>
    internal MessagesFile? File(string flow, string language) => _files.GetValueOrDefault((flow, language));

    private LanguageWords? Find(string flow, string language) => _words.GetValueOrDefault(flow)?.GetValueOrDefault(language);

    private List<MessagesFile> Chain(string flow, string language) =>
        [.. FallbackOf(language).SelectMany(spoken => new[] { File(flow, spoken), File("", spoken), MenuWords(spoken) }).OfType<MessagesFile>().Distinct()];

    /// <summary>What the flows themselves call their places in menus, under <c>options: { menu: .. }</c>: a flow brings its words along.</summary>
    internal MessagesFile MenuWords(string language)
    {
        if (_menuWords.TryGetValue(language, out var words)) return words;

        words = new("", "", language);
        foreach (var label in _files.Values.Where(file => file.Flow.Length > 0 && file.Language == language).SelectMany(file => file.Labels.Values))
            if (label.Key.StartsWith(MenuGroup, StringComparison.Ordinal)) words.Labels.TryAdd(label.Key, label);
        _menuWords.Add(language, words);
        return words;
    }

    /// <summary>The language itself, those that its shared file names under <c>fallback:</c>, the default one.</summary>
    private IEnumerable<string> FallbackOf(string language) =>
        (File("", language)?.Fallback.Select(word => word.Text) ?? []).Prepend(language).Append(DefaultLanguage).Distinct(StringComparer.Ordinal);

    private static void ReadFolder(string folder, string flow, List<MessagesFile> files, List<Issue> issues)
    {
        foreach (var path in Directory.GetFiles(folder, "messages*").Where(path => !path.EndsWith(SchemaEnding, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var shown = path.Replace('\\', '/');
            if (FileName().Match(Path.GetFileName(path)) is not { Success: true } match)
                issues.Add(new(shown, 1, 1, "the file's name does not say its language", FlowFileNames.InsteadOfMessages(Path.GetFileName(path))));
            else if (new MessagesFileReader(shown, flow, match.Groups[1].Value, FileText.Read(path, shown, issues), issues).Read() is { } file)
                files.Add(file);
        }
    }

    private static void CheckLanguages(string folder, string defaultLanguage, List<MessagesFile> files, List<Issue> issues)
    {
        var shared = files.Where(file => file.Flow.Length == 0).Select(file => file.Language).ToHashSet();
        if (!shared.Contains(defaultLanguage) && !issues.Any(issue => issue.File.EndsWith($"/messages.{defaultLanguage}.yaml", StringComparison.Ordinal)))
            issues.Add(new($"{folder}/messages.{defaultLanguage}.yaml".Replace('\\', '/'), 1, 1, "the default language has no shared messages file", "one, beside the flows' folders"));
        foreach (var file in files.Where(file => file.Flow.Length == 0))
            foreach (var word in file.Fallback.Where(word => !shared.Contains(word.Text) || word.Text == file.Language))
                issues.Add(new(file.File, word.Line, word.Column, $"'{word.Text}' cannot stand in for '{file.Language}': it {(word.Text == file.Language ? "is that language" : "has no shared messages file")}", $"one of {string.Join(", ", shared.Where(code => code != file.Language).Order(StringComparer.Ordinal))}"));
        foreach (var file in files.Where(file => file.Flow.Length > 0 && !shared.Contains(file.Language)))
            issues.Add(new(file.File, 1, 1, $"nobody can choose the language '{file.Language}': it has no shared messages file", $"{folder}/messages.{file.Language}.yaml first, or leave this file out"));
    }

    [GeneratedRegex(@"\Amessages\.([a-z]{2,3}(?:[-_][A-Za-z]{2,4})?)\.yaml\z")]
    private static partial Regex FileName();
}

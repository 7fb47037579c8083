using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;
using Bot.Templates.Loading;

namespace Bot.Host.Replays;

/// <summary>One playing of a scripted conversation.</summary>
/// <param name="Language">Language it is played in; null for a script that is played once, as it is written.</param>
internal sealed record ReplayPlay(string File, string? Language)
{
    public const string UsualChannel = "gupshup";

    /// <summary>The channel until the script names one. Default: <see cref="UsualChannel"/>.</summary>
    public string Channel { get; init; } = UsualChannel;

    /// <summary>Each file once; one that is <c>in every language</c> once in each that its flow has words in, the default one first.</summary>
    public static IReadOnlyList<ReplayPlay> Of(IEnumerable<string> files, string flows)
    {
        var catalogue = MessageCatalogue.Load(flows).Catalogue;
        return [.. files.SelectMany(file => Languages(file, catalogue.LanguagesOf(FlowOf(file))).Select(language => new ReplayPlay(file, language)))];
    }

    /// <returns>The script in its language, or what is wrong with its lines.</returns>
    public async Task<(ReplayScript Script, IReadOnlyList<Issue> Issues)> ReadAsync()
    {
        var bytes = await System.IO.File.ReadAllBytesAsync(File);
        var (script, issues) = ReplayScript.Read(File, FileText.TextOf(bytes), Language);
        return (script, FileText.FaultOf(bytes) is var (line, column, problem) ? [new(File, line, column, problem, "save the file as UTF-8"), .. issues] : issues);
    }

    public override string ToString() => Language is null ? File : $"{File} [{Language}]";

    /// <summary>A script stands beside its flow.</summary>
    private static string FlowOf(string file) => Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file))) ?? "";

    private static IEnumerable<string?> Languages(string file, IReadOnlyList<string> all) =>
        System.IO.File.ReadLines(file).Any(line => line.TrimEnd() == ReplayScript.EveryLanguage) ? all : Enumerable.Repeat<string?>(null, 1);
}

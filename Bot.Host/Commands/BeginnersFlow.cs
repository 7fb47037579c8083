using Bot.Engine.Loading;

namespace Bot.Host.Commands;

/// <summary>What <c>new</c> writes: a small flow whose files lie in this program.</summary>
internal static class BeginnersFlow
{
    private const string Resources = "new-flow/";

    /// <summary>The language of the words where there are none in another.</summary>
    private const string Written = "en";

    private const string Start = "start: name\n";

    /// <summary>What opens it.</summary>
    public static string EntryOf(string flow) => flow.Replace('-', ' ');

    /// <summary>Name and text of each file.</summary>
    /// <param name="languages">A messages file is made for each; one that this program has no words of gets English ones, and says so.</param>
    /// <param name="isNamed">The flow says that these are its languages.</param>
    public static IEnumerable<(string Name, string Text)> Files(string flow, IReadOnlyList<string> languages, bool isNamed)
    {
        var own = isNamed ? $"{Start}languages: [{string.Join(", ", languages)}]\n" : Start;
        yield return (FlowFileNames.Flow, Text(FlowFileNames.Flow).Replace(Start, own, StringComparison.Ordinal));
        foreach (var language in languages) yield return ($"messages.{language}.yaml", Messages(language));
        if (languages.Contains(Written)) yield return ("first-talk.replay", Text("first-talk.replay"));

        string Text(string name) => Find(name)!.Replace("FLOW", flow, StringComparison.Ordinal).Replace("ENTRY", EntryOf(flow), StringComparison.Ordinal);

        string Messages(string language) => Find($"messages.{language}.yaml") is null
            ? "# To be translated.\n" + Text($"messages.{Written}.yaml").Replace($"language: {Written}", $"language: {language}", StringComparison.Ordinal)
            : Text($"messages.{language}.yaml");
    }

    private static string? Find(string name)
    {
        using var stream = typeof(BeginnersFlow).Assembly.GetManifestResourceStream(Resources + name);
        if (stream is null) return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

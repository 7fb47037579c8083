using System.Text.RegularExpressions;
using Bot.Tests.Support;

namespace Bot.Tests.Host.Desk;

/// <summary>The words of the pages, as they stand in the modules.</summary>
public sealed partial class DeskWordsTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "Bot.Host", "Desk", "web");

    [Fact]
    public void Every_word_stands_in_both_languages_and_every_word_that_is_used_is_there()
    {
        var words = File.ReadAllText(Path.Combine(Folder, "words.js"));
        var hindi = words.IndexOf("hi: {", StringComparison.Ordinal);
        var (english, translated) = (KeysIn(words[..hindi]), KeysIn(words[hindi..]));
        var used = Directory.EnumerateFiles(Folder).SelectMany(file => Used().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value);

        english.Should().HaveCountGreaterThan(80).And.BeEquivalentTo(translated);
        used.Should().BeSubsetOf(english);
    }

    private static HashSet<string> KeysIn(string text) => Word().Matches(text).Select(match => match.Groups[1].Value).ToHashSet();

    [GeneratedRegex(@"(\w+): '")]
    private static partial Regex Word();

    [GeneratedRegex(@"(?:\bt\('|data-word="")(\w+)")]
    private static partial Regex Used();
}

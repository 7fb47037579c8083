using System.Text.RegularExpressions;

namespace Bot.Host.Replays;

/// <summary>Texts of a script in which <c>*</c> stands for anything, lines included.</summary>
internal static class Globs
{
    public static bool Match(string glob, string text) =>
        Regex.IsMatch(text, $"^{string.Join(".*", glob.Split('*').Select(Regex.Escape))}$", RegexOptions.Singleline, TimeSpan.FromSeconds(1));
}

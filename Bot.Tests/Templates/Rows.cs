namespace Bot.Tests.Templates;

/// <summary>The rows of a table of cases, without its head.</summary>
internal static class Rows
{
    public static IEnumerable<string[]> Of(string file) => File.ReadLines(Path.Combine(AppContext.BaseDirectory, file)).Skip(1).Select(line => line.Split('\t'));
}

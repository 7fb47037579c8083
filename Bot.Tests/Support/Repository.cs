namespace Bot.Tests.Support;

/// <summary>Where the project's own files are.</summary>
internal static class Repository
{
    /// <summary>The folder that holds Bot.slnx.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Flows { get; } = Path.Combine(Root, "flows");

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Bot.slnx")) ? folder
        : Path.GetDirectoryName(folder) is { } above ? Find(above)
        : throw new InvalidOperationException("Bot.slnx was not found above the tests.");
}

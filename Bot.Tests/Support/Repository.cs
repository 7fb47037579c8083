namespace Bot.Tests.Support;

/// <summary>Where the project's own files are.</summary>
internal static class Repository
{
    /// <summary>The folder that holds Bot.slnx.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Flows { get; } = Path.Combine(Root, "flows");

    /// <summary>A copy of the flows with their messages and scripts.</summary>
    public static void CopyFlows(string to)
    {
        foreach (var file in Directory.EnumerateFiles(Flows, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(Flows, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Bot.slnx")) ? folder
        : Path.GetDirectoryName(folder) is { } above ? Find(above)
        : throw new InvalidOperationException("Bot.slnx was not found above the tests.");
}

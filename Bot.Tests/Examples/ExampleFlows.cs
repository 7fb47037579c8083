using Bot.Tests.Support;

namespace Bot.Tests.Examples;

/// <summary>The product's flows with one of the examples among them, in a folder of their own: as the example's page says that it is tried.</summary>
internal sealed class ExampleFlows : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ExampleFlows(string example)
    {
        Repository.CopyFlows(Path);
        Folder = System.IO.Path.Combine(Path, example);
        Directory.CreateDirectory(Folder);
        foreach (var file in Directory.EnumerateFiles(System.IO.Path.Combine(Repository.Root, "examples", example)).Where(IsOfUse))
            File.WriteAllLines(System.IO.Path.Combine(Folder, System.IO.Path.GetFileName(file)), File.ReadLines(file).Where(line => !IsForeign(file, line)));
    }

    public string Path => System.IO.Path.Combine(_folder.Path, "flows");

    /// <summary>The folder of the example.</summary>
    public string Folder { get; }

    public void Dispose() => _folder.Dispose();

    /// <summary>Words of a language that nobody can choose here are left out.</summary>
    private static bool IsForeign(string file, string line) => file.EndsWith(".replay", StringComparison.Ordinal) && line.StartsWith("mr ", StringComparison.Ordinal)
        && !File.Exists(System.IO.Path.Combine(Repository.Flows, "messages.mr.yaml"));

    private static bool IsOfUse(string file) => System.IO.Path.GetFileName(file) is var name
        && (name is "flow.yaml" or "operations.yaml" || name.EndsWith(".replay", StringComparison.Ordinal) || File.Exists(System.IO.Path.Combine(Repository.Flows, name)));
}

using Bot.Engine;
using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Host.Wiring;
using Bot.Templates;
using Bot.Templates.Loading;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Support;

/// <summary>A flows folder on disk, for one test.</summary>
public sealed class FlowsFolder : IDisposable
{
    private readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory("flows");

    public FlowsFolder(params (string Name, string Content)[] files)
    {
        Directory.CreateDirectory(Path);
        foreach (var (name, content) in files)
        {
            var path = System.IO.Path.Combine(Path, name);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.WriteAllText(path, content);
        }
    }

    public string Path => System.IO.Path.Combine(_temporary.FullName, "flows");

    /// <summary>The flows in it with their messages, composed as the host does, with operations of a test.</summary>
    /// <exception cref="FlowsException">There is an error.</exception>
    internal FlowCatalog Catalog(params IEnumerable<Operation> operations)
    {
        var services = new ServiceCollection().AddFlows(Path).AddMessages(Path).AddSingleton<FlowCatalog>();
        foreach (var operation in operations) services.AddOperation(operation);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<FlowCatalog>();
    }

    public (MessageCatalogue Catalogue, IReadOnlyList<Issue> Issues) Load() => MessageCatalogue.Load(Path);

    /// <summary>The catalogue of files without a fault.</summary>
    public static MessageCatalogue Catalogue(params (string Name, string Content)[] files)
    {
        using var folder = new FlowsFolder(files);
        var (catalogue, issues) = folder.Load();
        issues.Should().BeEmpty();
        return catalogue;
    }

    /// <summary>The issue as a person would read it who stands beside the flows folder.</summary>
    public string Shown(Issue issue) => issue.ToString().Replace(_temporary.FullName + "/", "", StringComparison.Ordinal);

    public void Dispose() => _temporary.Delete(recursive: true);
}

using System.Text.RegularExpressions;
using Bot.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Bot.Tests.Engine.Embedding;

/// <summary>The files that docs/embedding.md shows, each behind its name.</summary>
internal sealed partial record EmbeddingPage(IReadOnlyDictionary<string, string> Files)
{
    /// <summary>What the SDK puts in front of every file of a console project.</summary>
    private static readonly string ImplicitUsings =
        string.Concat(new[] { "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks" }.Select(space => $"global using {space};"));

    public static EmbeddingPage Read() =>
        new(File().Matches(System.IO.File.ReadAllText(Path.Combine(Repository.Root, "docs", "embedding.md")))
            .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["text"].Value));

    /// <summary>Compiles the program against the built assemblies; returns what the compiler has to say.</summary>
    public IReadOnlyList<string> Compile(string assembly)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var options = new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable);
        var trees = new[] { CSharpSyntaxTree.ParseText(ImplicitUsings), CSharpSyntaxTree.ParseText(Files["Program.cs"]) };
        var compilation = CSharpCompilation.Create(Path.GetFileNameWithoutExtension(assembly), trees, references, options);
        return [.. compilation.Emit(assembly).Diagnostics.Where(fault => fault.Severity >= DiagnosticSeverity.Warning).Select(fault => fault.ToString())];
    }

    /// <summary>Writes the files of the flow, and the engine's own words beside them.</summary>
    public void WriteFlows(string folder)
    {
        foreach (var (name, text) in Files.Where(file => file.Key.StartsWith("flows/", StringComparison.Ordinal)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, name))!);
            System.IO.File.WriteAllText(Path.Combine(folder, name), text);
        }
        System.IO.File.Copy(Path.Combine(Repository.Flows, "messages.en.yaml"), Path.Combine(folder, "flows", "messages.en.yaml"));
    }

    [GeneratedRegex(@"^`(?<name>[\w./]+)`\n```\w+\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex File();
}

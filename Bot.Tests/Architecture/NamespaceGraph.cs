using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bot.Tests.Architecture;

/// <summary>
/// Which namespace of a project uses which other one, by the meaning of every name in its sources: aliases, constants and extension methods show, a type of the
/// same name elsewhere does not.
/// </summary>
internal sealed class NamespaceGraph
{
    /// <summary>What the SDKs put in front of every file.</summary>
    private static readonly string[] ImplicitUsings =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Net.Http.Json", "System.Threading", "System.Threading.Tasks",
        "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing",
        "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging",
    ];

    private static readonly IReadOnlyList<(string Name, MetadataReference Reference)> Platform =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => (Path.GetFileNameWithoutExtension(path), (MetadataReference)MetadataReference.CreateFromFile(path))),
    ];

    private static readonly ConcurrentDictionary<string, NamespaceGraph> Projects = [];

    private readonly Dictionary<(string From, string To), string> _uses = [];

    /// <summary>A place for every pair of namespaces of which the first uses the second.</summary>
    public IReadOnlyDictionary<(string From, string To), string> Uses => _uses;

    public static NamespaceGraph Of(string project) =>
        Projects.GetOrAdd(project, name => Of(name, SourceTree.Files.Where(file => file.IsIn(name)).Select(file => (file.Path, file.Text))));

    public static NamespaceGraph Of(string project, IEnumerable<(string Path, string Text)> files)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var usings = string.Concat(ImplicitUsings.Select(space => $"global using {space};\n"));
        var trees = files.Select(file => CSharpSyntaxTree.ParseText(file.Text, options, file.Path)).ToList();
        var compilation = CSharpCompilation.Create(
            project,
            trees.Prepend(CSharpSyntaxTree.ParseText(usings, options)),
            Platform.Where(assembly => assembly.Name != project).Select(assembly => assembly.Reference),
            new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        var graph = new NamespaceGraph();
        foreach (var tree in trees) graph.Add(tree, compilation);
        return graph;
    }

    /// <summary>Namespaces that lead back to themselves, in groups that lead to each other.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Circles()
    {
        var next = _uses.Keys.ToLookup(use => use.From, use => use.To);
        var reached = _uses.Keys.SelectMany(use => new[] { use.From, use.To }).Distinct().ToDictionary(space => space, space => Reached(space, next));
        return
        [
            .. reached.Keys.Where(space => reached[space].Contains(space))
                .Select(space => reached[space].Where(other => reached[other].Contains(space)).Order(StringComparer.Ordinal).ToList())
                .DistinctBy(circle => string.Join(' ', circle)).OrderBy(circle => circle[0], StringComparer.Ordinal),
        ];
    }

    /// <summary>Every use that is part of a circle, with its place, but for those between namespaces in <paramref name="known"/>.</summary>
    public IEnumerable<string> Closing(IReadOnlyCollection<string> known) =>
        from circle in Circles()
        from use in _uses
        where circle.Contains(use.Key.From) && circle.Contains(use.Key.To) && !(known.Contains(use.Key.From) && known.Contains(use.Key.To))
        orderby use.Key.From, use.Key.To
        select $"{use.Key.From} -> {use.Key.To}: {use.Value}";

    private static HashSet<string> Reached(string from, ILookup<string, string> next)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>([from]);
        while (open.TryPop(out var space))
        {
            foreach (var to in next[space])
            {
                if (reached.Add(to))
                    open.Push(to);
            }
        }

        return reached;
    }

    private void Add(SyntaxTree tree, CSharpCompilation compilation)
    {
        var model = compilation.GetSemanticModel(tree);
        foreach (var name in tree.GetRoot().DescendantNodes(node => node is not UsingDirectiveSyntax).OfType<SimpleNameSyntax>())
        {
            var info = model.GetSymbolInfo(name);
            var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
            if (symbol is IMethodSymbol { ReducedFrom: { } extension }) symbol = extension;
            if (symbol is IAliasSymbol alias) symbol = alias.Target;
            var used = symbol as INamedTypeSymbol ?? (
                symbol is IPropertySymbol or IFieldSymbol or IMethodSymbol or IEventSymbol ? symbol.ContainingType : null);
            if (used is null || !SymbolEqualityComparer.Default.Equals(used.OriginalDefinition.ContainingAssembly, compilation.Assembly)) continue;
            if (name.FirstAncestorOrSelf<BaseNamespaceDeclarationSyntax>() is not { } space) continue;

            var (from, to) = (space.Name.ToString(), used.ContainingNamespace.ToDisplayString());
            if (from != to) _uses.TryAdd((from, to), $"{tree.FilePath}({name.GetLocation().GetLineSpan().StartLinePosition.Line + 1}): {used.Name}");
        }
    }
}

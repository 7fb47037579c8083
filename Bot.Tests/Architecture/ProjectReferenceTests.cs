using System.Xml.Linq;

namespace Bot.Tests.Architecture;

/// <summary>What the project files may refer to, read from the files themselves: a reference that nothing uses yet does not show in an assembly.</summary>
public sealed class ProjectReferenceTests
{
    private const string WebFramework = "Microsoft.AspNetCore.App";

    /// <summary>Projects, and packages by the name's beginning, that each project may name.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Bot.Engine"] = ["Stateless", "YamlDotNet", "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options", "Microsoft.CodeAnalysis.BannedApiAnalyzers"],
        ["Bot.Products"] = ["Bot.Engine", "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.CodeAnalysis.BannedApiAnalyzers"],
        ["Bot.Templates"] = ["Bot.Engine", "YamlDotNet", "Scriban.Signed", "Microsoft.Extensions.DependencyInjection.Abstractions"],
        ["Bot.Gateways"] = ["Bot.Engine", "Bot.Products", "AdaptiveCards", "Microsoft.Bot.Builder", "RestSharp", "Microsoft.Extensions.Http", "Microsoft.Extensions.Options.ConfigurationExtensions"],
        ["Bot.Sandbox"] = ["Bot.Engine", "Bot.Products", "Bot.Gateways", WebFramework],
        ["Bot.Storage"] = ["Bot.Engine", "Microsoft.Data.Sqlite", "SQLitePCLRaw.bundle_e_sqlite3", "LiteDB", "Npgsql", "Microsoft.Extensions.Hosting.Abstractions"],
        ["Bot.Cluster"] = ["Bot.Engine", "Microsoft.Orleans.Server", "Microsoft.Orleans.Sdk", "Microsoft.Orleans.Clustering.AdoNet", "Microsoft.Orleans.Connections.Security", "Npgsql"],
        ["Bot.Host"] = ["Bot.Engine", "Bot.Products", "Bot.Templates", "Bot.Gateways", "Bot.Sandbox", "Bot.Storage", "Bot.Cluster", "*"],
    };

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_inwards_and_to_its_own_packages(string project) =>
        Faults(project, XDocument.Load(Path.Combine(SourceTree.Root, project, project + ".csproj"))).Should().BeEmpty();

    [Theory]
    [InlineData("Bot.Engine", "<ProjectReference Include='../Bot.Templates/Bot.Templates.csproj' />", "Bot.Templates")]
    [InlineData("Bot.Engine", "<FrameworkReference Include='Microsoft.AspNetCore.App' />", WebFramework)]
    [InlineData("Bot.Engine", "<PackageReference Include='Npgsql' />", "Npgsql")]
    [InlineData("Bot.Templates", "<ProjectReference Include='..\\Bot.Gateways\\Bot.Gateways.csproj' />", "Bot.Gateways")]
    [InlineData("Bot.Gateways", "<ProjectReference Include='../Bot.Templates/Bot.Templates.csproj' />", "Bot.Templates")]
    [InlineData("Bot.Gateways", "<PackageReference Include='Microsoft.Data.Sqlite' />", "Microsoft.Data.Sqlite")]
    [InlineData("Bot.Gateways", "<FrameworkReference Include='Microsoft.AspNetCore.App' />", WebFramework)]
    [InlineData("Bot.Products", "<ProjectReference Include='../Bot.Storage/Bot.Storage.csproj' />", "Bot.Storage")]
    [InlineData("Bot.Storage", "<ProjectReference Include='../Bot.Gateways/Bot.Gateways.csproj' />", "Bot.Gateways")]
    [InlineData("Bot.Storage", "<ProjectReference Include='../Bot.Products/Bot.Products.csproj' />", "Bot.Products")]
    [InlineData("Bot.Sandbox", "<ProjectReference Include='../Bot.Storage/Bot.Storage.csproj' />", "Bot.Storage")]
    [InlineData("Bot.Engine", "<PackageReference Include='Microsoft.Orleans.Sdk' />", "Microsoft.Orleans.Sdk")]
    [InlineData("Bot.Cluster", "<ProjectReference Include='../Bot.Storage/Bot.Storage.csproj' />", "Bot.Storage")]
    [InlineData("Bot.Host", "<ProjectReference Include='../Bot.Tests/Bot.Tests.csproj' />", "Bot.Tests")]
    public void A_wrong_reference_is_noticed(string project, string reference, string fault) =>
        Faults(project, XDocument.Parse($"<Project><ItemGroup><ProjectReference Include='../Bot.Engine/Bot.Engine.csproj' />{reference}</ItemGroup></Project>"))
            .Should().BeEquivalentTo(project == "Bot.Engine" ? ["Bot.Engine", fault] : [fault]);

    [Fact]
    public void Every_project_of_the_product_has_its_rule() =>
        Directory.EnumerateDirectories(SourceTree.Root, "Bot.*").Select(Path.GetFileName).Should().BeEquivalentTo([.. Allowed.Keys, "Bot.Tests", "Bot.Bench"]);

    private static IEnumerable<string> Faults(string project, XDocument file)
    {
        var named = file.Descendants().Where(element => element.Name.LocalName is "ProjectReference" or "PackageReference" or "FrameworkReference")
            .Select(element => (Kind: element.Name.LocalName, Name: element.Attribute("Include")!.Value))
            .Select(reference => reference.Kind == "ProjectReference" ? reference with { Name = Path.GetFileNameWithoutExtension(reference.Name.Replace('\\', '/')) } : reference);
        var allowed = Allowed[project];
        return named.Where(reference => !allowed.Contains(reference.Name) && !(allowed.Contains("*") && reference.Kind != "ProjectReference")).Select(reference => reference.Name);
    }
}

using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Bot.Tests.Architecture;

/// <summary>
/// What the built assemblies really use, read from their metadata: a fully written name, a transitive package or a global using shows here and in no source
/// file.
/// </summary>
public sealed class AssemblyReferenceTests
{
    private static readonly string[] Web = ["Microsoft.AspNetCore", "System.Net", "RestSharp"];

    private static readonly string[] Data = ["Microsoft.Data", "System.Data", "Npgsql"];

    private static readonly string[] Logs = ["Serilog"];

    private static readonly Dictionary<string, string[]> Forbidden = new()
    {
        ["Bot.Engine"] = [.. Web, .. Data, .. Logs, "Scriban", "Bot.Products", "Bot.Templates", "Bot.Gateways", "Bot.Sandbox", "Bot.Storage", "Bot.Cluster", "Orleans", "Bot.Host"],
        ["Bot.Products"] = [.. Web, .. Data, .. Logs, "Scriban", "YamlDotNet", "Bot.Templates", "Bot.Gateways", "Bot.Sandbox", "Bot.Storage", "Bot.Host"],
        ["Bot.Templates"] = [.. Web, .. Data, .. Logs, "Bot.Products", "Bot.Gateways", "Bot.Sandbox", "Bot.Storage", "Bot.Host"],
        ["Bot.Gateways"] = ["Microsoft.AspNetCore", .. Data, .. Logs, "Scriban", "YamlDotNet", "Bot.Templates", "Bot.Sandbox", "Bot.Storage", "Bot.Host"],
        ["Bot.Sandbox"] = [.. Data, .. Logs, "RestSharp", "Scriban", "YamlDotNet", "Bot.Templates", "Bot.Storage", "Bot.Host"],
        ["Bot.Storage"] = ["Microsoft.AspNetCore", "System.Net.Http", "RestSharp", .. Logs, "Scriban", "YamlDotNet", "Bot.Products", "Bot.Templates", "Bot.Gateways", "Bot.Sandbox", "Bot.Cluster", "Orleans", "Bot.Host"],
        ["Bot.Cluster"] = ["Microsoft.AspNetCore", .. Logs, "Npgsql", "Scriban", "YamlDotNet", "Bot.Products", "Bot.Templates", "Bot.Gateways", "Bot.Sandbox", "Bot.Storage", "Bot.Host"],
    };

    public static TheoryData<string> Assemblies => [.. Forbidden.Keys];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void An_assembly_uses_no_type_from_where_it_must_not_look(string assembly) => Faults(assembly, Forbidden[assembly]).Should().BeEmpty();

    [Theory]
    [InlineData("Bot.Gateways", "Bot.Engine", "RestSharp")]
    [InlineData("Bot.Host", "Bot.Engine", "Microsoft.AspNetCore")]
    [InlineData("Bot.Host", "Bot.Templates", "Bot.Gateways")]
    [InlineData("Bot.Host", "Bot.Gateways", "Bot.Templates")]
    public void An_assembly_that_looks_there_is_noticed(string assembly, string asIfItWere, string used) =>
        Faults(assembly, Forbidden[asIfItWere]).Should().Contain(type => type.StartsWith(used, StringComparison.Ordinal));

    private static List<string> Faults(string assembly, string[] forbidden)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));
        using var portable = new PEReader(file);
        var metadata = portable.GetMetadataReader();
        return
        [
            .. metadata.TypeReferences.Select(metadata.GetTypeReference)
                .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")
                .Where(type => forbidden.Any(space => type.StartsWith(space + ".", StringComparison.Ordinal)))
                .Order(StringComparer.Ordinal),
        ];
    }
}

using Bot.Engine;
using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Engine.Versions;
using Bot.Gateways.Operations;
using Bot.Host.Settings;
using Bot.Host.Wiring;
using Bot.Templates.Loading;

namespace Bot.Host.Publishing;

/// <summary>A version of the flows, read and checked.</summary>
/// <param name="Version">What sessions run on.</param>
/// <param name="Folder">Where its files lie on this host.</param>
/// <param name="Operations">What it may call, by name; none where it was read to be looked at.</param>
/// <param name="Library">With what was found, warnings among it.</param>
internal sealed record LoadedVersion(FlowVersion Version, string Folder, MessageCatalogue Catalogue, IReadOnlyDictionary<string, Operation> Operations,
    FlowLibrary Library);

/// <summary>Reads versions as the files of flows are read at a start, each in a container of its own.</summary>
internal static class VersionLoader
{
    /// <param name="bot">Makes calls by its means, and has the engine's bounds; null where the version is only looked at.</param>
    /// <exception cref="FlowsException">A flow of it has a fault.</exception>
    public static LoadedVersion Load(IConfiguration configuration, int number, FlowFiles files, IServiceProvider? bot)
    {
        var folder = files.WriteTo(Path.Combine(FolderOptions.Of(configuration).Data, "flow-versions", $"{number}-{files.Hash[..12]}"));
        using var read = new ServiceCollection().AddFlows(FolderOptions.With(configuration, folder)).BuildServiceProvider();
        var library = ShownIn(folder, read.GetRequiredService<FlowLibrary>());
        _ = library.Checked();
        var (catalog, bounds) = (read.GetRequiredService<FlowCatalog>(), bot?.OptionsOf<BotEngineOptions>());
        var machine = new StateMachine(catalog.Flows, catalog.Vocabulary, bounds?.HumanLimit, bounds?.HumanHours);
        var operations = bot?.OperationsAsRead(read) ?? new Dictionary<string, Operation>();
        return new(new(number, machine, catalog.Renderer), folder, catalog.Catalogue, operations, library);
    }

    /// <summary>Files read and checked, for what is wrong with them and what is worth a look.</summary>
    /// <exception cref="PublishingException">There are none.</exception>
    public static FlowLibrary Check(IConfiguration configuration, FlowFiles files)
    {
        if (files.Files.Count == 0) throw new PublishingException("There is no file in it.");

        var folder = Directory.CreateTempSubdirectory("flows");
        try
        {
            var flows = files.WriteTo(Path.Combine(folder.FullName, "flows"));
            using var read = new ServiceCollection().AddFlows(FolderOptions.With(configuration, flows)).BuildServiceProvider();
            return ShownIn(folder.FullName, read.GetRequiredService<FlowLibrary>());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>With names of files as their authors know them, which are the same on every host.</summary>
    private static FlowLibrary ShownIn(string folder, FlowLibrary library) => library with
    {
        Issues = [.. library.Issues.Select(issue => issue with { File = Shown(folder, issue.File), Problem = Shown(folder, issue.Problem) })],
    };

    /// <summary>A text with its files called as their authors know them.</summary>
    public static string Shown(string folder, string text) => text.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
}

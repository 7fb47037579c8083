using System.CommandLine;
using System.Globalization;
using Bot.Host.Publishing;
using Bot.Host.Settings;

namespace Bot.Host.Commands;

/// <summary><c>flows</c>: the versions of the flows in the database.</summary>
internal sealed class FlowsCommand : Command
{
    private const string Help = """
        Versions of the flows in the database, which hosts with FLOWS_FROM=database run conversations on. A version is all files of a folder, with its scripted
        conversations; it never changes. publish puts one into use.

        Examples:
          Bot.Host flows import ../edited/flows --note "asks for the colour"
          Bot.Host flows list
          Bot.Host flows export 3 ./version-3
          Bot.Host flows remove 1
        """;

    public FlowsCommand(Func<IConfiguration> configuration)
        : base("flows", Help)
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "A folder of flows." };
        var note = new Option<string>("--note") { Description = "What is new in it.", DefaultValueFactory = _ => "" };
        var import = new Command("import", "Check a folder of flows and add it as the next version.") { folder, note };
        import.SetAction((parsed, cancel) => RunAsync(configuration(), parsed,
            tools => ImportAsync(configuration(), tools.Register, parsed.GetRequiredValue(folder), parsed.GetValue(note)!, cancel)));

        var list = new Command("list", "List the versions: which is live, and how many people are on each.");
        list.SetAction((parsed, cancel) => RunAsync(configuration(), parsed, tools => ListAsync(tools, cancel)));

        var number = new Argument<int>("version") { Description = "Its number." };
        var to = new Argument<DirectoryInfo>("folder") { Description = "Where its files are to lie." };
        var export = new Command("export", "Write the files of a version into a folder.") { number, to };
        export.SetAction((parsed, cancel) => RunAsync(configuration(), parsed,
            tools => ExportAsync(tools.Register, parsed.GetRequiredValue(number), parsed.GetRequiredValue(to), cancel)));

        var remove = new Command("remove", "Take a version away that no one is on.") { number };
        remove.SetAction((parsed, cancel) => RunAsync(configuration(), parsed,
            tools => tools.Publisher.RemoveAsync(parsed.GetRequiredValue(number), CommandAudit.Account, cancel)));
        foreach (var command in new[] { import, list, export, remove }) Add(command);
    }

    private static async Task<int> RunAsync(IConfiguration configuration, ParseResult parsed, Func<PublishingTools, Task<string>> act)
    {
        var clock = DatabaseOptions.ClockOf(configuration);
        await using var store = await OpenStore.Of(configuration, clock);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(await act(PublishingServices.On(store, configuration, clock)));
        return ExitCodes.Ok;
    }

    private static async Task<string> ImportAsync(IConfiguration configuration, VersionRegister register, DirectoryInfo folder, string note,
        CancellationToken cancel)
    {
        var files = FlowFiles.Read(folder.FullName);
        var library = VersionLoader.Check(configuration, files);
        _ = library.Checked();

        // Without a version yet, sessions are on the files of the start: those are the first.
        await register.BeginAsync(FolderOptions.Of(configuration).Flows, cancel);
        var (version, isNew) = await register.AddAsync(files, CommandAudit.Account, note, cancel);
        var told = isNew ? $"Version {version.Number}: {version.Files} files, {version.Hash[..12]}. publish {version.Number} tells what it would change."
            : $"These are the files of version {version.Number}, which is the newest.";
        return string.Join('\n', [told, .. library.Issues.Select(warning => $"  {warning}")]);
    }

    private static async Task<string> ListAsync(PublishingTools tools, CancellationToken cancel)
    {
        var known = (await tools.Register.PublicationAsync(cancel))?.Publication;
        var people = await tools.Census.CountAsync(known, cancel);
        var lines = new List<string>();
        foreach (var version in await tools.Register.ListAsync(cancel))
        {
            var use = version.Number == known?.Live ? "live" : version.Number == known?.Canary?.Version ? $"{known.Canary.Share} % of new conversations" : "";
            lines.Add(string.Create(CultureInfo.InvariantCulture,
                $"{version.Number,4}  {version.Hash[..12]}  {version.At:yyyy-MM-dd'T'HH:mm:ss'Z'} by {version.By,-16}  {people.GetValueOrDefault(version.Number),6} people  {use,-8}  {version.Note}").TrimEnd());
        }

        lines.AddRange((await tools.Publisher.OpenAsync(cancel)).Select(plan => $"Plan {plan.Id} of {plan.By} {(plan.Making is { } making ? $"is being made ({making})" : "waits")}: {(plan.Share is { } share ? $"{share} % of new conversations on" : "publish")} version {plan.To}."));
        return lines.Count > 0 ? string.Join('\n', lines) : "There are no versions in the database: flows import makes the first.";
    }

    private static async Task<string> ExportAsync(VersionRegister register, int number, DirectoryInfo folder, CancellationToken cancel)
    {
        if (folder.Exists && folder.EnumerateFileSystemInfos().Any()) throw new PublishingException($"{folder.FullName} is not empty.");
        if (await register.FilesAsync(number, cancel) is not { } files) throw new PublishingException($"There is no version {number}.");

        if (folder.Exists) folder.Delete();
        var written = files.WriteTo(folder.FullName);
        OwnerOnly.Share(written);
        return $"Version {number} lies in {written}.";
    }
}

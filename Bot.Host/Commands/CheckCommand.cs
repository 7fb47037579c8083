using System.CommandLine;
using Bot.Engine.Loading;
using Bot.Host.Wiring;
using Bot.Templates.Loading;

namespace Bot.Host.Commands;

/// <summary><c>check</c>: tells every fault of every flow, with its place.</summary>
internal sealed class CheckCommand : Command
{
    private const string Help = """
        Check every flow and message file; print each fault with file(line,col) and what to write instead.
        Exit code 1 when there are errors, or live sessions that would be stranded.

        Examples:
          Bot.Host check
          Bot.Host check ../other/flows
          Bot.Host check ../edited/flows --against ./data/bot.db
        """;

    private readonly Argument<DirectoryInfo?> _folder = new("folder") { Description = "The flows folder (default: ./flows).", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _against = new("--against") { Description = "A database, as in DATABASE_URL: count the live sessions that these flows would strand, and where.", HelpName = "database" };

    public CheckCommand(Func<IConfiguration> configuration)
        : base("check", Help)
    {
        Add(_folder);
        Add(_against);
        SetAction((parsed, _) => RunAsync(configuration, parsed.GetValue(_folder)?.FullName, parsed.GetValue(_against), parsed.InvocationConfiguration.Output));
    }

    /// <param name="folder">The flows folder; null for the usual one.</param>
    /// <param name="against">A database whose live sessions are tried on these flows; null for none.</param>
    public static async Task<int> RunAsync(Func<IConfiguration> configuration, string? folder, string? against, TextWriter output)
    {
        await using var services = FlowTools.Open(folder);
        var (library, languages) = (services.GetRequiredService<FlowLibrary>(), services.GetRequiredService<MessageCatalogue>().Languages);
        foreach (var issue in library.Issues) await output.WriteLineAsync(issue.ToString());

        var errors = library.Errors.Count();
        await output.WriteLineAsync(errors == 0
            ? $"{library.Flows.All.Count} flows in {languages.Count} languages: sound{(library.Issues.Count > 0 ? $", {library.Issues.Count} warnings" : "")}."
            : $"{errors} errors, {library.Issues.Count - errors} warnings.");
        if (errors > 0 || against is null) return errors == 0 ? ExitCodes.Ok : ExitCodes.Findings;

        await using var store = await OtherDatabase.OpenAsync(configuration(), against);
        return await new LongWork(output).RunAsync("Reading sessions", () => new MigrationReport(store, library.Flows, output).ReportAsync()) == 0
            ? ExitCodes.Ok
            : ExitCodes.Findings;
    }
}

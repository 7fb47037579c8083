using System.CommandLine;
using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Host.Proofs;
using Bot.Host.Replays;
using Bot.Host.Settings;
using Bot.Host.Wiring;
using Bot.Templates.Loading;

namespace Bot.Host.Commands;

/// <summary><c>check</c>: tells every fault of every flow, with its place.</summary>
internal sealed class CheckCommand : Command
{
    private const string Help = """
        Check every flow and message file; print each fault with file(line,col) and what to write instead.
        Exit code 1 when there are errors (with --strict: warnings too), or live sessions that would be stranded.

        Examples:
          Bot.Host check
          Bot.Host check ../other/flows
          Bot.Host check ../edited/flows --against ./data/bot.db
          Bot.Host check --strict --format github
          Bot.Host check --languages
          Bot.Host check --watch
          Bot.Host check --format sarif > flows.sarif
        """;

    private readonly Argument<DirectoryInfo?> _folder = new("folder") { Description = "The flows folder (default: ./flows).", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _against = new("--against") { Description = "A database, as in DATABASE_URL: count the live sessions that these flows would strand, and where.", HelpName = "database" };

    private readonly Option<bool> _strict = new("--strict") { Description = "Exit code 1 for warnings, too." };

    private readonly Option<string> _format = new("--format")
    {
        Description = "How faults are printed: for people, as JSON, as annotations of GitHub Actions, or as SARIF 2.1.0.",
        DefaultValueFactory = _ => IssueFormats.Text,
    };

    private readonly Option<bool> _watch = new("--watch") { Description = "Check again whenever a file has changed, until Ctrl+C." };

    private readonly Option<bool> _languages = new("--languages") { Description = "Tell how much of each flow there is in each language." };

    public CheckCommand(Func<IConfiguration> configuration)
        : base("check", Help)
    {
        Add(_folder);
        Add(_against);
        Add(_strict);
        Add(_languages);
        Add(_watch);
        _format.AcceptOnlyFromAmong([.. IssueFormats.All]);
        Add(_format);
        SetAction((parsed, stop) =>
        {
            var request = new CheckRequest(parsed.GetValue(_folder)?.FullName, parsed.GetValue(_against), parsed.GetValue(_strict), parsed.GetValue(_format)!,
                parsed.GetValue(_languages));
            var output = parsed.InvocationConfiguration.Output;
            return parsed.GetValue(_watch)
                ? FolderWatch.RunAsync(request.Folder ?? FlowTools.Folder, () => RunAsync(configuration, request, output), output, stop)
                : RunAsync(configuration, request, output);
        });
    }

    public static async Task<int> RunAsync(Func<IConfiguration> configuration, CheckRequest request, TextWriter output)
    {
        await using var services = FlowTools.Open(request.Folder, configuration());
        var (library, languages) = (services.GetRequiredService<FlowLibrary>(), services.GetRequiredService<MessageCatalogue>().Languages);
        // Names that a fault, or a partner that is left out, has taken away are not the scripts' to mend.
        var names = library.Errors.Any() || services.GetServices<OperationAbsence>().Any()
            ? null
            : new ReplayNames(library.Flows, services.AllContracts(), languages);
        IReadOnlyList<Issue> issues =
        [
            .. RepeatedSettings(configuration()), .. library.Issues, .. MutantFaults.In(library.Flows.All),
            .. await ReplayFaults.InAsync(request.Folder ?? FlowTools.Folder, names),
        ];
        if (IssueFormats.Write(request.Format, issues) is { Length: > 0 } found) await output.WriteLineAsync(found);

        var warnings = issues.Count(issue => issue.Warning);
        var errors = issues.Count - warnings;
        var accepted = (library.Accepted > 0 ? $", {library.Accepted} accepted" : "") + (library.HeldBack > 0 ? $"; {library.HeldBack} more {(library.HeldBack == 1 ? "follows" : "follow")} from {(errors == 1 ? "it" : "them")}" : "");
        if (request.Format == IssueFormats.Text)
        {
            await output.WriteLineAsync(errors == 0
                ? $"{library.Flows.All.Count} flows in {languages.Count} languages: sound{(warnings > 0 ? $", {warnings} warnings" : "")}{accepted}."
                : $"{errors} errors, {warnings} warnings{accepted}.");
        }

        if (request.Languages) await output.WriteLineAsync(LanguageTable.Of(services));
        if (errors > 0 || (request.Strict && warnings > 0)) return ExitCodes.Findings;
        if (request.Against is not { } database) return ExitCodes.Ok;

        await using var store = await OtherDatabase.OpenAsync(configuration(), database);
        return await new LongWork(output).RunAsync("Reading sessions", () => new MigrationReport(store, library.Flows, output).ReportAsync()) == 0
            ? ExitCodes.Ok
            : ExitCodes.Findings;
    }

    /// <summary>Secrets and hosts of operations come from there: who adds a line at its end has changed one further up.</summary>
    private static IEnumerable<Issue> RepeatedSettings(IConfiguration configuration)
    {
        var file = Path.Combine(FolderOptions.Of(configuration).Working, ".env");
        return EnvFile.Read(file).Repeated.Select(name => new Issue(file, name.Line, 1, name.Problem, RepeatedName.Instead, Warning: true));
    }
}

/// <summary>What <c>check</c> is asked for.</summary>
/// <param name="Folder">The flows folder; null for the usual one.</param>
/// <param name="Against">A database whose live sessions are tried on these flows; null for none.</param>
/// <param name="Strict">Warnings count as errors do.</param>
/// <param name="Languages">Shares of the languages are told, too.</param>
/// <param name="Format">One of <see cref="IssueFormats.All"/>.</param>
internal sealed record CheckRequest(string? Folder, string? Against = null, bool Strict = false, string Format = IssueFormats.Text, bool Languages = false);

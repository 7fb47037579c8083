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
        Exit code 1 when there are errors (with --strict: warnings too), or live sessions that would be stranded.

        Examples:
          Bot.Host check
          Bot.Host check ../other/flows
          Bot.Host check ../edited/flows --against ./data/bot.db
          Bot.Host check --strict --format github
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

    public CheckCommand(Func<IConfiguration> configuration)
        : base("check", Help)
    {
        Add(_folder);
        Add(_against);
        Add(_strict);
        _format.AcceptOnlyFromAmong([.. IssueFormats.All]);
        Add(_format);
        SetAction((parsed, _) => RunAsync(configuration, new(parsed.GetValue(_folder)?.FullName, parsed.GetValue(_against), parsed.GetValue(_strict),
            parsed.GetValue(_format)!), parsed.InvocationConfiguration.Output));
    }

    public static async Task<int> RunAsync(Func<IConfiguration> configuration, CheckRequest request, TextWriter output)
    {
        await using var services = FlowTools.Open(request.Folder, configuration());
        var (library, languages) = (services.GetRequiredService<FlowLibrary>(), services.GetRequiredService<MessageCatalogue>().Languages);
        if (IssueFormats.Write(request.Format, library.Issues) is { Length: > 0 } found) await output.WriteLineAsync(found);

        var (errors, warnings) = (library.Errors.Count(), library.Issues.Count - library.Errors.Count());
        if (request.Format == IssueFormats.Text)
        {
            await output.WriteLineAsync(errors == 0
                ? $"{library.Flows.All.Count} flows in {languages.Count} languages: sound{(warnings > 0 ? $", {warnings} warnings" : "")}."
                : $"{errors} errors, {warnings} warnings.");
        }

        if (errors > 0 || (request.Strict && warnings > 0)) return ExitCodes.Findings;
        if (request.Against is not { } database) return ExitCodes.Ok;

        await using var store = await OtherDatabase.OpenAsync(configuration(), database);
        return await new LongWork(output).RunAsync("Reading sessions", () => new MigrationReport(store, library.Flows, output).ReportAsync()) == 0
            ? ExitCodes.Ok
            : ExitCodes.Findings;
    }
}

/// <summary>What <c>check</c> is asked for.</summary>
/// <param name="Folder">The flows folder; null for the usual one.</param>
/// <param name="Against">A database whose live sessions are tried on these flows; null for none.</param>
/// <param name="Strict">Warnings count as errors do.</param>
/// <param name="Format">One of <see cref="IssueFormats.All"/>.</param>
internal sealed record CheckRequest(string? Folder, string? Against = null, bool Strict = false, string Format = IssueFormats.Text);

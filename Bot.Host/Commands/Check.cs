using Bot.Engine.Flows;
using Bot.Host.Settings;
using Bot.Host.Wiring;
using Bot.Storage.Abstractions;

namespace Bot.Host.Commands;

/// <summary>Tells every fault of every flow.</summary>
internal sealed class Check(BotSettings settings, Func<BotSettings> live, TextWriter output)
{
    public async Task<int> RunAsync(CheckRequest request)
    {
        var shelf = FlowCatalog.Load(request.Folder?.FullName ?? settings.Folders.Flows, await BotEngine.ContractsAsync(settings));
        foreach (var issue in shelf.Issues) await output.WriteLineAsync(issue.ToString());

        var errors = shelf.Errors.Count();
        await output.WriteLineAsync(errors == 0
            ? $"{shelf.Flows.All.Count} flows in {shelf.Catalogue.Languages.Count} languages: sound{(shelf.Issues.Count > 0 ? $", {shelf.Issues.Count} warnings" : "")}."
            : $"{errors} errors, {shelf.Issues.Count - errors} warnings.");
        if (errors > 0 || request.Against is not { } database) return errors == 0 ? ExitCodes.Ok : ExitCodes.Findings;

        await using var store = await BotEngine.OpenStoreAsync(live(), database);
        return await new MigrationReport(store, shelf.Flows, output).ReportAsync() == 0 ? ExitCodes.Ok : ExitCodes.Findings;
    }
}

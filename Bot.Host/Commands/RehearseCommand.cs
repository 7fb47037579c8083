using System.CommandLine;
using System.Diagnostics;
using Bot.Engine.Abstractions;
using Bot.Engine.Loading.Yaml;
using Bot.Engine.Rehearsals;
using Bot.Host.Observability;
using Bot.Host.Publishing;
using Bot.Host.Rehearsals;
using Bot.Host.Settings;
using Bot.Host.Wiring;
using Bot.Storage.Abstractions;

namespace Bot.Host.Commands;

/// <summary><c>rehearse</c>: plays what people really said on edited flows and tells what would come out otherwise. Reads only.</summary>
internal sealed class RehearseCommand : Command
{
    private const string Help = """
        Play recorded conversations on edited flows: what people sent, and how calls came out, is taken from the turn log, and nothing is sent, called or
        written. What would differ is told in groups, each with one example whose personal values are masked. Where the edited flows ask or call for something
        that was not recorded, the conversation stops there as not known. The host may run meanwhile.

        Exits 1 when a person would be worse off. --worse says what that is: kinds of differences (fault stranded reject end state call reply unknown) with how
        many conversations are borne, as a number or a share, and messages more a conversation.

        Examples:
          Bot.Host rehearse --flows ../edited/flows --since 7d
          Bot.Host rehearse --flows ../edited/flows --database ./copy/bot.db --worse fault,stranded,reject=1%,messages=10%
        """;

    private readonly Option<DirectoryInfo> _flows = new("--flows") { Description = "The folder of the edited flows.", Required = true };
    private readonly Option<string> _since = new("--since") { Description = "Conversations that went on since so long ago: 12h, 7d.", DefaultValueFactory = _ => "7d" };
    private readonly Option<string?> _database = new("--database") { Description = "A database, as in DATABASE_URL (default: that of the settings).", HelpName = "url" };
    private readonly Option<string> _worse = new("--worse") { Description = "When a person is worse off.", DefaultValueFactory = _ => WorseRules.Usual };
    private readonly Option<double?> _price = new("--price") { Description = "What a message costs, to tell the cost of a conversation." };

    public RehearseCommand(Func<IConfiguration> configuration)
        : base("rehearse", Help)
    {
        Add(_flows);
        Add(_since);
        Add(_database);
        Add(_worse);
        Add(_price);
        SetAction(async (parsed, cancel) =>
        {
            var error = parsed.InvocationConfiguration.Error;
            if (!Durations.TryParse(parsed.GetValue(_since)!, out var since))
                return await FailAsync(error, $"'{parsed.GetValue(_since)}' is no time: write 12h or 7d.");
            if (WorseRules.Read(parsed.GetValue(_worse)!) is not { } rules)
                return await FailAsync(error, $"'{parsed.GetValue(_worse)}' are no rules: write kinds with what is borne, such as fault,reject=1%,messages=10%.");
            if (parsed.GetValue(_price) is { } price && !PlanMaker.IsPrice(price)) return await FailAsync(error, PlanMaker.NoPrice);
            if (parsed.GetRequiredValue(_flows) is { Exists: false } missing) return await FailAsync(error, $"There is no folder {missing.FullName}.");

            var request = new RehearsalRequest(parsed.GetRequiredValue(_flows).FullName, since, parsed.GetValue(_database), rules, parsed.GetValue(_price));
            return await RunAsync(configuration(), request, parsed.InvocationConfiguration.Output, error, cancel);
        });
    }

    public static async Task<int> RunAsync(IConfiguration configuration, RehearsalRequest request, TextWriter output, TextWriter error,
        CancellationToken cancel)
    {
        SettingsCheck.ThrowIfFaulty(configuration);
        var address = DatabaseOptions.Of(configuration).Address;
        if (request.Database is null && address.File is { } file && !File.Exists(file)) return await FailAsync(error, $"There is no database at {file}: nothing was ever stored there.");

        await using var store = request.Database is { } url
            ? await OtherDatabase.OpenAsync(configuration, url)
            : await address.OpenAsync(SealingOptions.SealerOf(configuration), TimeProvider.System);
        await using var current = FlowTools.Open();
        await using var edited = FlowTools.Open(request.Flows, configuration);
        var catalog = edited.GetRequiredService<FlowCatalog>();
        var rehearsal = new Rehearsal(catalog.Flows, current.GetRequiredService<FlowCatalog>().Flows, catalog.Vocabulary, catalog.Renderer);
        var totals = new RehearsalTotals(new(catalog.Flows, new Redactor(SettingTables.SecretsIn(configuration))));
        var since = request.Since > TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch
            : TimeProvider.System.GetUtcNow() - request.Since;
        var begun = Stopwatch.GetTimestamp();
        await new LongWork(output).RunAsync("Playing conversations", async () =>
        {
            await PlayAsync(store, since, rehearsal, totals, cancel);
            return totals;
        });

        if (totals.Conversations == 0) return await FailAsync(error, "No conversation of that time is in the turn log.");

        foreach (var line in RehearsalReport.Lines(totals, request.Price, Stopwatch.GetElapsedTime(begun))) await output.WriteLineAsync(line);
        var broken = request.Worse.Broken(totals).ToList();
        await output.WriteLineAsync(broken.Count == 0 ? "No person would be worse off." : $"People would be worse off:\n  {string.Join("\n  ", broken)}");
        return broken.Count == 0 ? ExitCodes.Ok : ExitCodes.Findings;
    }

    private static Task PlayAsync(IStore store, DateTimeOffset since, Rehearsal rehearsal, RehearsalTotals totals, CancellationToken cancel)
    {
        var conversations = new RecordedConversations(store, since);
        return Parallel.ForEachAsync(conversations.ListAsync(cancel), cancel, async (line, stop) =>
        {
            if (await conversations.ReadAsync(line, stop) is { } recorded) totals.Add(recorded, rehearsal.Play(recorded));
            else totals.PassOver();
        });
    }

    private static async Task<int> FailAsync(TextWriter error, string why)
    {
        await error.WriteLineAsync(why);
        return ExitCodes.CannotRun;
    }
}

/// <summary>What <c>rehearse</c> is asked for.</summary>
/// <param name="Flows">The folder of the edited flows.</param>
/// <param name="Since">How far back.</param>
/// <param name="Database">Null: that of the settings.</param>
internal sealed record RehearsalRequest(string Flows, TimeSpan Since, string? Database, WorseRules Worse, double? Price = null);

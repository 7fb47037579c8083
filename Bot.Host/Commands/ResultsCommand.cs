using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Host.Api.Results;
using Bot.Host.Http;
using Bot.Host.Settings;
using Bot.Host.Wiring;

namespace Bot.Host.Commands;

/// <summary><c>results export</c>: writes the rows of one table that flows kept, as CSV for a spreadsheet or as JSON, a row a line.</summary>
internal sealed class ResultsCommand : Command
{
    private const string Help = """
        The answers that flows keep (keep: at an end or set state).

        Examples:
          Bot.Host results export bookings
          Bot.Host results export bookings --format json
          Bot.Host results export bookings --personal > bookings.csv
        """;

    private const string ExportHelp = """
        Write all rows of a table. Personal answers are masked unless --personal is given. The host may run meanwhile; nothing is changed.
        In CSV a cell that a spreadsheet would compute begins with an apostrophe.
        """;

    private const string Csv = "csv";
    private const string Json = "json";

    private static readonly JsonSerializerOptions Written = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Argument<string> _table = new("table") { Description = "The name behind keep:." };
    private readonly Option<string> _format = new("--format") { Description = "csv or json.", DefaultValueFactory = _ => Csv };
    private readonly Option<bool> _personal = new("--personal") { Description = "Show personal answers." };

    public ResultsCommand(Func<IConfiguration> configuration)
        : base("results", Help)
    {
        _format.AcceptOnlyFromAmong(Csv, Json);
        var export = new Command("export", ExportHelp) { _table, _format, _personal };
        export.SetAction((parsed, cancel) => ExportAsync(
            configuration(), new(parsed.GetRequiredValue(_table), parsed.GetValue(_format)!, parsed.GetValue(_personal)),
            FolderOptions.Of(configuration()).Flows, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancel));
        Add(export);
    }

    public static async Task<int> ExportAsync(IConfiguration configuration, ResultExport export, string flows, TextWriter output, TextWriter error,
        CancellationToken cancel)
    {
        await using var tools = FlowTools.Open(flows);
        var tables = new ResultTables(tools.GetRequiredService<FlowLibrary>().Flows);
        if (tables.Find(export.Table) is not var (flow, table))
        {
            var names = tables.All.Select(found => found.Table.Name).ToList();
            await error.WriteLineAsync($"No flow keeps answers in '{export.Table}'; there {(names.Count == 0 ? "is no table" : $"are {string.Join(", ", names)}")}.");
            return ExitCodes.CannotRun;
        }

        SettingsCheck.ThrowIfFaulty(configuration);
        await using var store = await DatabaseOptions.Of(configuration).Address.OpenAsync(SealingOptions.SealerOf(configuration), TimeProvider.System);
        if (export.Format == Csv) await output.WriteAsync(CsvLine.Of([.. ResultRow.Columns, .. table.Slots]));
        await foreach (var row in store.AllAsync(KeptResult.Kind, KeptResult.TableLookup, table.Name, cancel).Select(KeptResult.Read))
            await output.WriteAsync(Line(row, flow, table, export));
        return ExitCodes.Ok;
    }

    private static string Line(KeptResult row, Flow flow, ResultTable table, ResultExport export)
    {
        var values = new ResultValues(flow, export.Personal).Of(row);
        var own = ResultRow.Of(row, export.Personal);
        if (export.Format == Csv) return CsvLine.Of([.. own, .. table.Slots.Select(slot => Cell(values[slot]))]);

        var line = new JsonObject(ResultRow.Columns.Zip(own, (name, cell) => KeyValuePair.Create(name, (JsonNode?)JsonValue.Create(cell)))) { ["answers"] = values };
        return line.ToJsonString(Written) + "\n";
    }

    private static string Cell(JsonNode? value) => value switch
    {
        null => "",
        JsonValue => value.ToString(),
        _ => value.ToJsonString(Written),
    };
}

/// <summary>What is asked of <c>results export</c>.</summary>
internal sealed record ResultExport(string Table, string Format = "csv", bool Personal = false);

using System.CommandLine;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Host.Http;

namespace Bot.Host.Commands;

/// <summary><c>start</c>: begins a flow for every row of a CSV file, over the API of a running host.</summary>
internal sealed class StartCommand : Command
{
    private const string Help = """
        Begin a flow for every person of a CSV file, over the API of a running host, and write what came of each row beside it.
        The columns mobile (or to), channel, language, template and key are known by name; every other column is a slot of the flow.
        Run again, it starts only what was not started: a row is known by its key, or by what stands in it.

        Examples:
          Bot.Host start --csv people.csv --flow tyre-service
          Bot.Host start --csv people.csv --flow tyre-service --channel meta --template tyres_due --per-minute 30 --host https://bot.example --key KEY
        """;

    /// <summary>Columns that are no slots.</summary>
    private static readonly string[] Known = ["mobile", "to", "channel", "language", "template", "key"];

    private readonly Option<FileInfo> _csv = new("--csv") { Description = "The file; its first line names the columns.", Required = true };
    private readonly Option<string> _flow = new("--flow") { Description = "The flow to begin.", Required = true };
    private readonly Option<string?> _channel = new("--channel") { Description = "Channel where a row names none." };
    private readonly Option<string?> _template = new("--template") { Description = "Template where a row names none, for people who have not written for 24 hours." };
    private readonly Option<int> _pace = new("--per-minute") { Description = "Starts a minute at most.", DefaultValueFactory = _ => 60 };
    private readonly Option<string> _host = new("--host") { Description = "The host.", DefaultValueFactory = _ => "http://localhost:5000" };
    private readonly Option<string?> _key = new("--key") { Description = "An API key with the scope start; none is needed on this machine in Development." };

    public StartCommand()
        : base("start", Help)
    {
        _host.Validators.Add(found =>
        {
            if (AddressOf(found.GetValueOrDefault<string>()) is null) found.AddError($"--host '{found.GetValueOrDefault<string>()}' is no address of a host: write https://bot.example");
        });
        _pace.Validators.Add(found =>
        {
            if (found.Tokens is [var written] && (!int.TryParse(written.Value, out var pace) || pace < 1)) found.AddError($"--per-minute '{written.Value}' is no number of starts: write 60");
        });
        foreach (var option in new Option[] { _csv, _flow, _channel, _template, _pace, _host, _key }) Add(option);
        SetAction(async (parsed, cancel) =>
        {
            using var client = new HttpClient { BaseAddress = AddressOf(parsed.GetRequiredValue(_host)) };
            if (parsed.GetValue(_key) is { } key) client.DefaultRequestHeaders.Add("X-API-Key", key);
            var job = new StartJob(parsed.GetRequiredValue(_flow), parsed.GetValue(_channel), parsed.GetValue(_template),
                TimeSpan.FromMinutes(1) / parsed.GetValue(_pace));
            return await RunAsync(
                parsed.GetRequiredValue(_csv), job, client, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancel);
        });
    }

    public static async Task<int> RunAsync(FileInfo file, StartJob job, HttpClient client, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        if (!file.Exists) return await CannotAsync(error, $"There is no file {file.FullName}.");

        var rows = CsvLine.Read(await File.ReadAllTextAsync(file.FullName, cancel)).ToList();
        if (rows.Count < 2 || rows[0].FirstOrDefault(IsAddress) is null)
            return await CannotAsync(error, $"{file.Name} has no rows with a column mobile; its first line must name the columns.");

        var columns = rows[0].Select(ColumnOf).ToList();
        var results = Path.ChangeExtension(file.FullName, ".results.csv");
        await using var written = new StreamWriter(results);
        await written.WriteAsync(CsvLine.Of([.. columns, "result"]));
        var started = await new LongWork(output).RunAsync("Starting", rows.Count - 1, async (_, step) =>
        {
            var count = 0;
            foreach (var row in rows.Skip(1))
            {
                var (isStarted, result) = row.Skip(columns.Count).All(string.IsNullOrWhiteSpace)
                    ? await StartAsync(job.BodyOf(columns, row), client, cancel)
                    : (false, $"the row has {row.Count} cells, and the first line names {columns.Count} columns: a cell with a comma stands in quotes");
                if (isStarted) count++;
                await written.WriteAsync(CsvLine.Of([.. row, result]));
                await written.FlushAsync(cancel);
                step();
                if (job.Rest > TimeSpan.Zero) await Task.Delay(job.Rest, cancel);
            }

            return count;
        });
        await output.WriteLineAsync($"{started} of {rows.Count - 1} started; what came of each stands in {results}");
        return started == rows.Count - 1 ? ExitCodes.Ok : ExitCodes.Findings;
    }

    internal static bool IsAddress(string column) => ColumnOf(column) is "mobile" or "to";

    /// <summary>The name of a column; those that are known may be written in capitals, as spreadsheets do.</summary>
    private static string ColumnOf(string written)
    {
        var name = written.Trim().TrimStart('\uFEFF').Trim();
        return Known.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name;
    }

    private static Uri? AddressOf(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    private static async Task<(bool Started, string Result)> StartAsync(JsonObject body, HttpClient client, CancellationToken cancel)
    {
        try
        {
            using var response = await client.PostAsJsonAsync("/conversations/start", body, cancel);
            var answer = await response.Content.ReadFromJsonAsync<JsonObject>(cancel);
            var errors = answer?["errors"] is JsonObject all ? string.Concat(all.Select(one => $" {one.Key}: {one.Value}")) : "";
            return (response.IsSuccessStatusCode, response.IsSuccessStatusCode ? $"started {answer?["data"]?["session_id"]}" : $"{answer?["message"]}{errors}");
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            return (false, $"the host did not answer: {failure.Message}");
        }
    }

    private static async Task<int> CannotAsync(TextWriter error, string sentence)
    {
        await error.WriteLineAsync(sentence);
        return ExitCodes.CannotRun;
    }
}

/// <summary>What is started for every row.</summary>
/// <param name="Rest">Between two rows.</param>
internal sealed record StartJob(string Flow, string? Channel, string? Template, TimeSpan Rest)
{
    /// <summary>The request for a row; the same row always has the same key.</summary>
    public JsonObject BodyOf(IReadOnlyList<string> columns, IReadOnlyList<string> row)
    {
        var (body, slots, template) = (new JsonObject { ["flow"] = Flow }, new JsonObject(), Template);
        if (Channel is not null) body["channel"] = Channel;
        foreach (var (column, cell) in columns.Zip(row, (column, cell) => (column, cell.Trim())).Where(pair => pair.Item2.Length > 0))
        {
            if (StartCommand.IsAddress(column)) body["to"] = cell;
            else if (column is "channel" or "language") body[column] = cell;
            else if (column == "template") template = cell;
            else if (column == "key") body["idempotency_key"] = cell;
            else slots[column] = cell;
        }

        if (slots.Count > 0) body["slots"] = slots;
        if (template is not null) body["template"] = new JsonObject { ["name"] = template };
        if (!body.ContainsKey("idempotency_key")) body["idempotency_key"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body.ToJsonString())))[..32];
        return body;
    }
}

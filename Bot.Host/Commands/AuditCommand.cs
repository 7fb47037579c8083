using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Bot.Host.Access;
using Bot.Host.Http;

namespace Bot.Host.Commands;

/// <summary><c>audit</c>: what operators did, as JSON lines or CSV, and whether the log is whole.</summary>
internal sealed class AuditCommand : Command
{
    private const string Help = """
        Export the audit log of the desk: who did what to which conversation or operator, when and why. One JSON object a line, or CSV.
        The log cannot be edited: every entry holds the hash of the one before. What was altered or taken out is told on the error output, with exit code 1; an
        entry that cannot be read any more is there with its number and the act "altered".

        Examples:
          Bot.Host audit > audit.jsonl
          Bot.Host audit --csv --from 200 > audit.csv
        """;

    private const int PageSize = 500;

    public AuditCommand(Func<IConfiguration> configuration)
        : base("audit", Help)
    {
        var csv = new Option<bool>("--csv") { Description = "CSV instead of JSON." };
        var from = new Option<long>("--from") { Description = "Entries from this number on.", DefaultValueFactory = _ => 1 };
        Add(csv);
        Add(from);
        SetAction(async (parsed, cancel) =>
        {
            await using var store = await OpenStore.Of(configuration());
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            using var trail = new AuditTrail(store, store, TimeProvider.System);
            if (parsed.GetValue(csv)) await output.WriteAsync("number,at,who,act,target,why,hash\r\n");
            for (var after = Math.Max(0, parsed.GetValue(from) - 1); ;)
            {
                var page = await trail.ListAsync(after, PageSize, cancel);
                foreach (var entry in page) await output.WriteAsync(parsed.GetValue(csv) ? Csv(entry) : $"{Json(entry)}\n");
                if (page.Count < PageSize) break;
                after = page[^1].Number;
            }

            var faults = await trail.FaultsAsync(cancel);
            foreach (var fault in faults) await error.WriteLineAsync(fault);
            return faults.Count == 0 ? ExitCodes.Ok : ExitCodes.Findings;
        });
    }

    private static string Json(AuditEntry entry)
    {
        var told = new { entry.Number, at = entry.KnownAt, entry.Who, entry.Act, entry.Target, entry.Why, hash = Hash(entry) };
        return JsonSerializer.Serialize(told, JsonSerializerOptions.Web);
    }

    private static string Csv(AuditEntry entry) => CsvLine.Of([
        $"{entry.Number}", entry.KnownAt?.ToString("O", CultureInfo.InvariantCulture) ?? "", entry.Who, entry.Act, entry.Target, entry.Why, Hash(entry)]);

    private static string Hash(AuditEntry entry) => entry.IsAltered ? "" : entry.Hash;
}

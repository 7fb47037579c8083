using System.Collections.Concurrent;
using System.Globalization;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using Bot.Storage.Tables;

namespace Bot.Bench.Chaos.Kill;

/// <summary>Looks at the rows themselves: each turn of a conversation handled one input, no more and no less, and in the order of arrival.</summary>
internal static class KillCases
{
    /// <param name="store">No host has it open.</param>
    /// <returns>How many timers fired.</returns>
    public static async Task<int> CheckAsync(IStore store, Sealer sealer, Arrivals arrivals, ConcurrentQueue<string> violations)
    {
        var rows = ((IRowSource)store).Rows;
        var names = StoreKeys.NamesOf((await AllAsync(rows, StoreTable.Facts)).Single(fact => fact.Text(0) == FactSql.Naming).Bytes(1), sealer);
        var versions = (await AllAsync(rows, StoreTable.Sessions)).ToDictionary(row => row.Text(0), row => row.Number(1));
        var handled = (await AllAsync(rows, StoreTable.Handled)).ToLookup(row => row.Text(0), row => new Row(row.Text(1), row.Number(2)));
        var turns = (await AllAsync(rows, StoreTable.Transcript))
            .ToLookup(row => row.Text(0), row => new Row(row.Number(1).ToString(CultureInfo.InvariantCulture), row.Number(2)));

        foreach (var (conversation, version) in versions)
            if (handled[conversation].Count() != version) violations.Enqueue($"{conversation} took {version} turns for {handled[conversation].Count()} inputs");
        foreach (var conversation in arrivals.ByConversation())
        {
            var kept = names.Conversation(conversation.Key);
            var ids = handled[kept].Select(row => row.Text).ToHashSet(StringComparer.Ordinal);
            foreach (var (id, _) in conversation.Where(message => message.Arrival.IsAcknowledged && !ids.Contains(names.Id(message.Id))))
                violations.Enqueue($"{id} was acknowledged and never handled");
            CheckOrder([.. conversation.Select(message => (names.Id(message.Id), message.Arrival))], VersionsOf(handled[kept], turns[kept]), violations);
        }
        return handled.Sum(rows => rows.Count(row => row.Text.StartsWith("timer.", StringComparison.Ordinal)));
    }

    /// <summary>The turn that handled an input was written at the same time; inputs of one millisecond cannot be told apart and are left out.</summary>
    private static Dictionary<string, int> VersionsOf(IEnumerable<Row> handled, IEnumerable<Row> turns)
    {
        var versions = turns.GroupBy(turn => turn.Number).Where(same => same.Count() == 1)
            .ToDictionary(same => same.Key, same => int.Parse(same.Single().Text, CultureInfo.InvariantCulture));
        return handled.GroupBy(input => input.Number).Where(same => same.Count() == 1 && versions.ContainsKey(same.Key))
            .ToDictionary(same => same.Single().Text, same => versions[same.Key]);
    }

    private static void CheckOrder(List<(string Id, Arrival Arrival)> messages, Dictionary<string, int> versions, ConcurrentQueue<string> violations)
    {
        var known = messages.Where(message => versions.ContainsKey(message.Id)).ToList();
        foreach (var (earlier, first) in known)
        {
            foreach (var (later, second) in known)
                if (first.End < second.Begin && versions[earlier] > versions[later]) violations.Enqueue($"{later} was handled before {earlier}, which had been acknowledged when it came");
        }
    }

    private static async Task<List<StoreRow>> AllAsync(IStoredRows rows, StoreTable table)
    {
        var all = new List<StoreRow>();
        await foreach (var page in rows.ReadAsync(table, CancellationToken.None)) all.AddRange(page);
        return all;
    }

    private sealed record Row(string Text, long Number);
}

using System.Collections.Concurrent;
using Bot.Engine.Abstractions;
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
    public static async Task<int> CheckAsync(IStore store, Sealer sealer, SeenFromOutside seen, ConcurrentQueue<string> violations)
    {
        var rows = ((IRowSource)store).Rows;
        var names = StoreKeys.NamesOf((await AllAsync(rows, StoreTable.Facts)).Single(fact => fact.Text(0) == FactSql.Naming).Bytes(1), sealer);
        var sessions = await AllAsync(rows, StoreTable.Sessions);
        var versions = sessions.ToDictionary(row => row.Text(0), row => row.Number(1));
        var turns = (await AllAsync(rows, StoreTable.Turns)).ToLookup(row => row.Text(1), row => new Row(row.Text(2), row.Number(4)));

        foreach (var (conversation, version) in versions)
        {
            var made = turns[conversation].Where(row => row.Version > 0 && !row.IsOfEarlierSchema).Select(row => row.Version).Order().ToList();
            var first = FirstOf(turns[conversation], made, version);
            if (!made.SequenceEqual(Enumerable.Range(first, (int)version - first + 1).Select(number => (long)number)))
                violations.Enqueue($"{conversation} took {version} turns, and its log tells {string.Join(' ', made)}");
        }

        foreach (var conversation in seen.Arrivals.ByConversation())
        {
            var kept = names.Conversation(conversation.Key);
            var ids = turns[kept].Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
            foreach (var (id, _) in conversation.Where(message => message.Arrival.IsAcknowledged && !ids.Contains(names.Id(message.Id))))
                violations.Enqueue($"{id} was acknowledged and never handled");
            var made = turns[kept].Where(row => row.Version > 0).ToDictionary(row => row.Id, row => row.Version, StringComparer.Ordinal);
            CheckOrder([.. conversation.Select(message => (names.Id(message.Id), message.Arrival))], made, violations);
        }
        var timers = turns.ToDictionary(own => own.Key, own => own.Where(row => row.Id.StartsWith("timer.", StringComparison.Ordinal)).ToList());
        var woken = sessions
            .SelectMany(session => timers.GetValueOrDefault(session.Text(0), []).Select(row => TurnOf(NewMessage.IdOf(session.Text(4), row.Version, 0))))
            .ToHashSet(StringComparer.Ordinal);
        var answers = seen.Again.Count(row => !woken.Contains(TurnOf(row)));
        if (answers > 0) violations.Enqueue($"messages that were acknowledged before took effect again when delivered again: {answers} answers");
        return timers.Sum(own => own.Value.Count);
    }

    /// <summary>
    /// From which version on the log tells of every turn. An earlier schema kept what was said, and so nothing of a silent turn; of its turns there is an id
    /// each that was handled.
    /// </summary>
    private static int FirstOf(IEnumerable<Row> rows, List<long> made, long version)
    {
        var (known, first) = (rows.ToList(), (int)(made.Count > 0 ? made[0] : version + 1));
        return known.Exists(row => row.IsOfEarlierSchema) && known.Count(row => row.Version == 0) >= first - 1 ? first : 1;
    }

    /// <summary>What the ids of a turn's rows have in common; a reminder may fall due while messages are delivered again.</summary>
    private static string TurnOf(string row) => row[..(row.LastIndexOf('.') + 1)];

    private static void CheckOrder(List<(string Id, Arrival Arrival)> messages, Dictionary<string, long> versions, ConcurrentQueue<string> violations)
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

    private sealed record Row(string Id, long Version)
    {
        /// <summary>What was said before the turn log lies on in it under this name.</summary>
        public bool IsOfEarlierSchema => Id.StartsWith("version.", StringComparison.Ordinal);
    }
}

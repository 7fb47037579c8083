using System.Collections.Concurrent;
using System.Data.Common;
using Bot.Bench.Hosts;
using Bot.Host.Settings;
using Bot.Storage.Postgres;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Bot.Bench.Chaos.Kill;

/// <summary>Looks at the rows themselves: each turn of a conversation handled one input, no more and no less, and in the order of arrival.</summary>
internal static class KillCases
{
    /// <returns>How many timers fired.</returns>
    public static async Task<int> CheckAsync(DatabaseOptions database, Arrivals arrivals, ConcurrentQueue<string> violations)
    {
        await using DbConnection connection = database.Address is PostgresAddress postgres
            ? new NpgsqlConnection(postgres.Connection.ConnectionString)
            : new SqliteConnection($"Data Source={database.Address.File};Pooling=False");
        await connection.OpenAsync();
        var names = StoredNames.Read(connection);
        var versions = (await ReadAsync(connection, "select conversation, '', version from sessions")).ToDictionary(row => row.Conversation, row => row.Number);
        var handled = (await ReadAsync(connection, "select conversation, id, at from handled")).ToLookup(row => row.Conversation);
        var turns = (await ReadAsync(connection, "select conversation, cast(version as text), at from transcript")).ToLookup(row => row.Conversation);

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
            .ToDictionary(same => same.Key, same => int.Parse(same.Single().Text, System.Globalization.CultureInfo.InvariantCulture));
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

    private static async Task<List<Row>> ReadAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The three statements above are all there are.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Row>();
        while (await reader.ReadAsync()) rows.Add(new(reader.GetString(0), reader.GetString(1), reader.GetInt64(2)));
        return rows;
    }

    private sealed record Row(string Conversation, string Text, long Number);
}

using Bot.Bench.Hosts;

namespace Bot.Bench.Rows;

/// <summary>What a database was asked, by its <c>pg_stat_statements</c>.</summary>
/// <param name="Calls">Statements.</param>
/// <param name="Reads">Sessions that were looked for: one a statement, or as many as a statement about several found.</param>
/// <param name="Dearest">Those that took the server most time, each with its milliseconds, calls and beginning.</param>
internal sealed record ClusterStatements(long Calls, long Reads, IReadOnlyList<(double Milliseconds, long Calls, string Text)> Dearest)
{
    private const string Own =
        """
        from pg_stat_statements where dbid = (select oid from pg_database where datname = current_database()) and query !~ 'pg_stat_statements'
        """;

    public static async Task<ClusterStatements> OfAsync(string url)
    {
        await using var connection = await PostgresCluster.ConnectAsync(url);
        await using var command = connection.CreateCommand();
        command.CommandText = $$"""
            select coalesce(sum(calls), 0)::bigint, coalesce(sum(case when query ~ 'any' then rows else calls end)
                filter (where query ~ '^select .* from sessions where conversation = (\$1|any\(\$1\))$'), 0)::bigint {{Own}}
            """;
        long calls, reads;
        await using (var reader = await command.ExecuteReaderAsync())
        {
            await reader.ReadAsync();
            (calls, reads) = (reader.GetInt64(0), reader.GetInt64(1));
        }

        command.CommandText = $"select total_exec_time, calls, left(regexp_replace(query, '\\s+', ' ', 'g'), 70) {Own} order by 1 desc limit 6";
        var dearest = new List<(double, long, string)>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) dearest.Add((rows.GetDouble(0), rows.GetInt64(1), rows.GetString(2)));
        return new(calls, reads, dearest);
    }
}

using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Bot.Bench.Hosts;

/// <summary>How much a turn wrote, read from the database it was written to: the values of its rows, without what indexes and pages add.</summary>
internal static class TurnBytes
{
    private const int NumberBytes = 8;

    /// <param name="file">A database that is no longer written. Every turn in it has its row in the turn log.</param>
    public static int In(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        var turns = Number(connection, "select count(*) from turns where version > 0");
        var sessions = Number(connection, "select count(*) from sessions");
        if (turns == 0) throw new InvalidOperationException($"{file} holds no turn.");

        // A turn adds to these and writes its session anew.
        var added = Bytes(connection, "outbox") + Bytes(connection, "turns");
        return (int)((added / turns) + (Bytes(connection, "sessions") / sessions));
    }

    private static long Bytes(SqliteConnection connection, string table)
    {
        var columns = new List<string>();
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "select name from pragma_table_info($table)";
            command.Parameters.AddWithValue("$table", table);
            using var reader = command.ExecuteReader();
            while (reader.Read()) columns.Add(reader.GetString(0));
        }

        var row = string.Join(" + ", columns.Select(column => $"case typeof({column}) when 'integer' then {NumberBytes.ToString(CultureInfo.InvariantCulture)} else coalesce(length(cast({column} as blob)), 0) end"));
        return Number(connection, $"select sum({row}) from {table}");
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is this class's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}

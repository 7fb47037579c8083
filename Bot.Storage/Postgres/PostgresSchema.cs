using System.Text.RegularExpressions;
using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using Npgsql;

namespace Bot.Storage.Postgres;

/// <summary>Brings a database up to this build's schema, and makes sure that it is sealed with our key. Any number of hosts may do so at once.</summary>
internal static partial class PostgresSchema
{
    /// <summary>Any number that no other program locks: "bot" on a telephone's keys.</summary>
    private const long MigrationLockKey = 268_268_268;

    /// <summary>For one step of the schema: an index of some ten million rows. What fails half-way is begun anew at the next start.</summary>
    private static readonly TimeSpan LongestStep = TimeSpan.FromMinutes(10);

    /// <returns>What names and seals its rows.</returns>
    /// <exception cref="StoreUnavailableException">A newer build's database, or another key's.</exception>
    public static async Task<RowSealer> PrepareAsync(NpgsqlDataSource source, Sealer sealer, TimeProvider clock, string name)
    {
        var connection = await source.OpenConnectionAsync().ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var now = clock.GetUtcNow();
        var (rows, last) = await LockedAsync(connection, async () =>
        {
            await RunAsync(connection, [Made(Migrations.CreateLedger)]).ConfigureAwait(false);
            var last = await MigrateAsync(connection, Migrations.Naming, now, name).ConfigureAwait(false);
            if (last >= Migrations.Named) await MigrateAsync(connection, int.MaxValue, now, name).ConfigureAwait(false);
            var (changes, rows) = StoreKeys.Accept(await ReadAsync(connection, FactSql.All(), FactSql.Read).ConfigureAwait(false), sealer, name);
            if (changes.Count > 0) await RunAsync(connection, changes.ConvertAll(FactSql.Step)).ConfigureAwait(false);
            return (rows, last);
        }).ConfigureAwait(false);
        if (last >= Migrations.Named) return rows;

        foreach (var table in ClearTable.All) await NameAsync(connection, table, rows).ConfigureAwait(false);
        await LockedAsync(connection, () => MigrateAsync(connection, int.MaxValue, now, name)).ConfigureAwait(false);
        return rows;
    }

    /// <summary>Gives each row of a table its name, a page a transaction. Several hosts that do so find each other's rows done.</summary>
    private static async Task NameAsync(NpgsqlConnection connection, ClearTable table, RowSealer rows)
    {
        for (SqlValue[]? after = null; ;)
        {
            var page = await LockedAsync(connection, async () =>
            {
                // Another host that waited for the lock less long may have ended it: the old columns are gone then.
                if (await LastAsync(connection).ConfigureAwait(false) >= Migrations.Named) return [];

                var page = await ReadAsync(connection, table.Page(after), row => table.Read(row, rows)).ConfigureAwait(false);
                SqlStep[] steps = [.. page.Select(row => row.Rename).OfType<SqlStep>()];
                if (steps.Length > 0) await RunAsync(connection, steps).ConfigureAwait(false);
                return page;
            }).ConfigureAwait(false);
            if (page.Count < ClearTable.StepSize) return;
            after = page[^1].Key;
        }
    }

    /// <summary>Of several hosts one builds, behind the lock, and the others find it built. "if not exists" alone would let two collide.</summary>
    private static async Task<T> LockedAsync<T>(NpgsqlConnection connection, Func<Task<T>> work)
    {
        var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        await using var transactionScope = transaction.ConfigureAwait(false);
        await RunAsync(connection, [new SqlText("select pg_advisory_xact_lock(@key)").With(MigrationLockKey)], LongestStep).ConfigureAwait(false);
        var result = await work().ConfigureAwait(false);
        await transaction.CommitAsync().ConfigureAwait(false);
        return result;
    }

    private static async Task<int> LastAsync(NpgsqlConnection connection) =>
        await ReadAsync(connection, Migrations.Applied.With(), row => (int)row.Number(0)).ConfigureAwait(false) is [.., var last] ? last : 0;

    /// <summary>Takes the steps up to one; the last that was taken before.</summary>
    private static async Task<int> MigrateAsync(NpgsqlConnection connection, int upTo, DateTimeOffset now, string name)
    {
        var applied = await ReadAsync(connection, Migrations.Applied.With(), row => (int)row.Number(0)).ConfigureAwait(false);
        var migrations = Migrations.For(SqlDialect.Postgres);
        if (applied is [.., var newest] && newest > migrations[^1].Number)
            throw new StoreUnavailableException($"The database {name} was written by a newer build (schema {newest}, this one knows {migrations[^1].Number}). Start that build, or name another database.");

        foreach (var migration in migrations.Where(migration => migration.Number <= upTo && !applied.Contains(migration.Number)))
        {
            await RunAsync(connection, [.. migration.Statements.Select(Made), Migrations.Record.With(migration.Number, migration.Name, now)], LongestStep)
                .ConfigureAwait(false);
        }

        return applied is [.., var last] ? last : 0;
    }

    // Keys are compared byte by byte in a database of any language: ranges and pages of keys mean the same on every server.
    private static SqlStep Made(string statement) => new SqlText(TextColumn().Replace(statement, "text collate \"C\"")).With();

    [GeneratedRegex(@"\btext\b")]
    private static partial Regex TextColumn();

    private static async Task RunAsync(NpgsqlConnection connection, IReadOnlyList<SqlStep> steps, TimeSpan? timeout = null)
    {
        using var batch = new NpgsqlBatch(connection);
        if (timeout is { } limit) batch.Timeout = (int)limit.TotalSeconds;
        foreach (var step in steps) batch.BatchCommands.Add(PostgresText.Command(step));
        await batch.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    private static async Task<List<T>> ReadAsync<T>(NpgsqlConnection connection, SqlStep step, Func<SqlRow, T> read)
    {
        using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(PostgresText.Command(step));
        var reader = await batch.ExecuteReaderAsync().ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        var (row, rows) = (new PostgresRow(reader), new List<T>());
        while (await reader.ReadAsync().ConfigureAwait(false)) rows.Add(read(row));
        return rows;
    }
}

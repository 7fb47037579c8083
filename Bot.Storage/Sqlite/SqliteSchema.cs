using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;

namespace Bot.Storage.Sqlite;

/// <summary>Brings a database up to this build's schema, and makes sure that it is sealed with our key. Any number of processes may do so at once.</summary>
internal static class SqliteSchema
{
    /// <summary>SQLite's own bound.</summary>
    private const long MostPages = 4_294_967_294;

    private static readonly SqlText Begin = new("begin immediate");
    private static readonly SqlText Commit = new("commit");
    private static readonly SqlText Rollback = new("rollback");
    private static readonly SqlText CreateLedger = new(Migrations.CreateLedger);

    /// <returns>What names and seals its rows.</returns>
    /// <exception cref="StoreUnavailableException">A newer build's database, or another key's.</exception>
    public static RowSealer Prepare(SqliteSession session, Sealer sealer, DateTimeOffset now, string path)
    {
        var (rows, last) = Locked(session, () =>
        {
            session.Execute(CreateLedger);
            var last = Migrate(session, Migrations.Naming, now, path);
            if (last >= Migrations.Named) Migrate(session, int.MaxValue, now, path);
            return (AcceptKeys(session, sealer, path), last);
        });
        if (last >= Migrations.Named) return rows;

        // Bodies grow by what their names stand for, which a file that is full has no room for.
        var limit = SqliteConnections.Number(session.Connection, "pragma max_page_count");
        SqliteConnections.Run(session.Connection, $"pragma max_page_count = {MostPages}");
        foreach (var table in ClearTable.All) Name(session, table, rows);

        // What was deleted before lies on in free pages until the file is written anew.
        if (last > 0) SqliteConnections.Run(session.Connection, "vacuum");
        Locked(session, () => Migrate(session, int.MaxValue, now, path));
        if (last > 0) SqliteConnections.Run(session.Connection, "pragma wal_checkpoint(truncate)");
        SqliteConnections.Run(session.Connection, $"pragma max_page_count = {limit}");
        return rows;
    }

    /// <summary>Gives each row of a table its name, a page a transaction.</summary>
    private static void Name(SqliteSession session, ClearTable table, RowSealer rows)
    {
        for (SqlValue[]? after = null; ;)
        {
            var page = Locked(session, () =>
            {
                // Another process may have ended it: the old columns are gone then.
                if (Applied(session) is [.., >= Migrations.Named]) return [];

                var page = session.Query(table.Page(after), row => table.Read(row, rows));
                foreach (var (_, rename) in page)
                {
                    if (rename is { } step) session.Execute(step);
                }

                return page;
            });
            if (page.Count < ClearTable.StepSize) return;
            after = page[^1].Key;
        }
    }

    /// <summary>The write lock is taken before looking, so of several processes one builds and the others find it built.</summary>
    private static T Locked<T>(SqliteSession session, Func<T> work)
    {
        session.Execute(Begin);
        try
        {
            var result = work();
            session.Execute(Commit);
            return result;
        }
        catch
        {
            if (session.InTransaction) session.Execute(Rollback);
            throw;
        }
    }

    /// <summary>Takes the steps up to one; the last that was taken before.</summary>
    private static int Migrate(SqliteSession session, int upTo, DateTimeOffset now, string path)
    {
        var migrations = Migrations.For(SqlDialect.Sqlite);
        var applied = Applied(session);
        var newest = applied.Count == 0 ? 0 : applied[^1];
        if (newest > migrations[^1].Number)
            throw new StoreUnavailableException($"The database {path} was written by a newer build (schema {newest}, this one knows {migrations[^1].Number}). Start that build, or name another database.");

        foreach (var migration in migrations)
        {
            if (migration.Number > upTo || applied.Contains(migration.Number)) continue;
            foreach (var statement in migration.Statements) session.Execute(new SqlText(statement));
            session.Execute(Migrations.Record.With(migration.Number, migration.Name, now));
        }

        return newest;
    }

    private static List<int> Applied(SqliteSession session) => session.Query(Migrations.Applied.With(), row => (int)row.Number(0));

    private static RowSealer AcceptKeys(SqliteSession session, Sealer sealer, string path)
    {
        var (changes, rows) = StoreKeys.Accept(session.Query(FactSql.All(), FactSql.Read), sealer, path);
        foreach (var change in changes) session.Execute(FactSql.Step(change));
        return rows;
    }
}

using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;

namespace Bot.Storage.Sqlite;

/// <summary>Brings a database up to this build's schema, and makes sure that it is sealed with our key. Any number of processes may do so at once.</summary>
internal static class SqliteSchema
{
    private static readonly SqlText Begin = new("begin immediate");
    private static readonly SqlText Commit = new("commit");
    private static readonly SqlText Rollback = new("rollback");
    private static readonly SqlText CreateLedger = new(Migrations.CreateLedger);

    /// <exception cref="StoreUnavailableException">A newer build's database, or another key's.</exception>
    public static void Prepare(SqliteSession session, Sealer sealer, DateTimeOffset now, string path)
    {
        // The write lock is taken before looking, so of several processes one builds and the others find it built.
        session.Execute(Begin);
        try
        {
            session.Execute(CreateLedger);
            Migrate(session, now, path);
            AcceptKeys(session, sealer, path);
            session.Execute(Commit);
        }
        catch
        {
            if (session.InTransaction) session.Execute(Rollback);
            throw;
        }
    }

    private static void Migrate(SqliteSession session, DateTimeOffset now, string path)
    {
        var migrations = Migrations.For(SqlDialect.Sqlite);
        var applied = session.Query(Migrations.Applied.With(), row => (int)row.Number(0));
        var newest = applied.Count == 0 ? 0 : applied[^1];
        if (newest > migrations[^1].Number)
            throw new StoreUnavailableException($"The database {path} was written by a newer build (schema {newest}, this one knows {migrations[^1].Number}). Start that build, or name another database.");

        foreach (var migration in migrations)
        {
            if (applied.Contains(migration.Number)) continue;
            foreach (var statement in migration.Statements) session.Execute(new SqlText(statement));
            session.Execute(Migrations.Record.With(migration.Number, migration.Name, now));
        }
    }

    private static void AcceptKeys(SqliteSession session, Sealer sealer, string path)
    {
        foreach (var step in StoreKeys.Accept(session.Query(FactSql.All(), FactSql.Read), sealer, path)) session.Execute(step);
    }
}

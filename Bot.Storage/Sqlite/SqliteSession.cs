using Bot.Engine.Abstractions;
using Bot.Storage.Sql;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Bot.Storage.Sqlite;

/// <summary>One connection with the statements prepared on it. For one thread at a time.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<SqlText, SqliteStatement> _statements = new(ReferenceEqualityComparer.Instance);
    private readonly sqlite3 _database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");

    public SqliteConnection Connection { get; } = connection;

    /// <summary>Whether a transaction is open; SQLite ends one by itself when a disk is full.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_database) == 0;

    /// <summary>Whether anything was written since this was last set to false.</summary>
    public bool HasChanges { get; set; }

    /// <summary>Whether delivery events wait for messages that are not recorded yet; null when it is not known. True at worst too often.</summary>
    public bool? MayHaveEarly { get; set; }

    public int Execute(in SqlStep step)
    {
        var rows = step.Shortcut is null ? 0 : Prepared(step.Shortcut).Execute(step.Values);
        if (rows == 0) rows = Prepared(step.Sql).Execute(step.Values);
        HasChanges |= rows > 0;
        return rows;
    }

    public int Execute(SqlText sql) => Prepared(sql).Execute([]);

    /// <summary>Runs a statement that answers with rows; a claim writes them as well.</summary>
    public List<T> Query<T>(in SqlStep step, Func<SqlRow, T> read)
    {
        HasChanges |= step.Sql.Writes;
        return Prepared(step.Sql).Query(step.Values, read);
    }

    /// <summary>Runs statements in order up to the first that refuses.</summary>
    public CommitResult Run(List<SqlStep> script)
    {
        foreach (var step in script)
        {
            if (Execute(step) == 0 && step.Refusal != CommitResult.Committed)
                return step.Refusal;
        }

        return CommitResult.Committed;
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        Connection.Dispose();
    }

    private SqliteStatement Prepared(SqlText sql)
    {
        if (_statements.TryGetValue(sql, out var statement)) return statement;
        return _statements[sql] = new(_database, sql);
    }
}

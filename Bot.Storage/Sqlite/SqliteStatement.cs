using System.Text;
using Bot.Storage.Sql;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Bot.Storage.Sqlite;

/// <summary>One prepared statement, used over and over on its connection. Also the row it stands on while its answer is read.</summary>
/// <remarks>Below ADO.NET on purpose: there a parameter is looked up by name and boxed at every use, which costs more than SQLite's own work.</remarks>
internal sealed class SqliteStatement : SqlRow, IDisposable
{
    private const int TextOnStack = 512;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly int[] _places;

    public SqliteStatement(sqlite3 database, SqlText sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql.Text, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _places = [.. sql.Names.Select(name => raw.sqlite3_bind_parameter_index(_statement, name))];
    }

    /// <summary>Runs it and returns how many rows it touched.</summary>
    public int Execute(SqlValue[] values)
    {
        try
        {
            Bind(values);
            while (Step())
            {
            }

            return raw.sqlite3_changes(_database);
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    /// <summary>Runs it and reads every row of the answer.</summary>
    public List<T> Query<T>(SqlValue[] values, Func<SqlRow, T> read)
    {
        try
        {
            var rows = new List<T>();
            Bind(values);
            while (Step()) rows.Add(read(this));
            return rows;
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    public override string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string() ?? "";

    public override long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    public override ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    public override bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public void Dispose() => _statement.Dispose();

    private bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW) return true;
        if (code != raw.SQLITE_DONE) Check(code);
        return false;
    }

    private void Bind(SqlValue[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            ref readonly var value = ref values[i];
            var place = _places[i];
            Check(value.Reference switch
            {
                string text => BindText(place, text),
                byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
                _ => value.IsNumber ? raw.sqlite3_bind_int64(_statement, place, value.Number) : raw.sqlite3_bind_null(_statement, place),
            });
        }
    }

    private int BindText(int place, string text)
    {
        // An empty span has no address, and SQLite would take it for null.
        if (text.Length == 0) return raw.sqlite3_bind_text(_statement, place, "");

        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> utf8 = most <= TextOnStack ? stackalloc byte[TextOnStack] : new byte[most];
        return raw.sqlite3_bind_text(_statement, place, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(code, _database);
    }
}

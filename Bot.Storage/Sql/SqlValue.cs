namespace Bot.Storage.Sql;

/// <summary>One value for a statement: text, a whole number, bytes or nothing. Times are unix milliseconds.</summary>
internal readonly struct SqlValue
{
    private SqlValue(object? reference, long number, bool isNumber) => (Reference, Number, IsNumber) = (reference, number, isNumber);

    /// <summary>A string, a byte array, or null for a number or nothing.</summary>
    public object? Reference { get; }

    public long Number { get; }

    public bool IsNumber { get; }

    public static SqlValue Null => default;

    public static implicit operator SqlValue(string? text) => new(text, 0, false);

    public static implicit operator SqlValue(byte[]? bytes) => new(bytes, 0, false);

    public static implicit operator SqlValue(long number) => new(null, number, true);

    public static implicit operator SqlValue(int number) => new(null, number, true);

    public static implicit operator SqlValue(bool flag) => new(null, flag ? 1 : 0, true);

    public static implicit operator SqlValue(DateTimeOffset time) => new(null, time.ToUnixTimeMilliseconds(), true);
}

/// <summary>One row of an answer, valid until the next one is read. Columns count from 0.</summary>
internal abstract class SqlRow
{
    public abstract string Text(int column);

    public abstract long Number(int column);

    public abstract ReadOnlySpan<byte> Bytes(int column);

    public abstract bool IsNull(int column);

    public DateTimeOffset Time(int column) => DateTimeOffset.FromUnixTimeMilliseconds(Number(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public byte[]? BytesOrNull(int column) => IsNull(column) ? null : Bytes(column).ToArray();
}

/// <summary>What the databases do not say in the same words.</summary>
/// <param name="Name">For messages to the operator.</param>
/// <param name="Bytes">The column type for bytes.</param>
/// <param name="Clustered">Ends a table whose rows live in its key: one page to touch instead of two.</param>
/// <param name="SkipLocked">Ends a select of rows to be claimed: pass over what another host is just claiming.</param>
/// <param name="Versions">An update writes the row anew beside its old version, rather than in its place.</param>
internal sealed record SqlDialect(string Name, string Bytes, string Clustered, string SkipLocked, bool Versions)
{
    /// <summary>One writer at a time, so a claim meets no other.</summary>
    public static SqlDialect Sqlite { get; } = new("SQLite", "blob", " without rowid", "", false);

    /// <summary>Rows that another host is just claiming are passed over.</summary>
    public static SqlDialect Postgres { get; } = new("PostgreSQL", "bytea", "", " for update skip locked", true);
}

using Bot.Storage.Sql;

namespace Bot.Storage.Postgres;

/// <summary>A statement over many rows at once: each value is a whole column, an array that the statement unnests.</summary>
internal readonly record struct ColumnStep(SqlText Sql, object[] Columns)
{
    /// <summary>The statement with its columns, in the order in which their names first appear.</summary>
    /// <exception cref="ArgumentException">There are more or fewer columns than names: a mistake in our code.</exception>
    public static ColumnStep Of(SqlText sql, object[] columns) =>
        columns.Length == sql.Names.Count ? new(sql, columns) : throw new ArgumentException($"{columns.Length} columns for {sql.Names.Count} names in: {sql.Text}", nameof(columns));

    public static TColumn[] Column<TRow, TColumn>(IReadOnlyList<TRow> rows, Func<TRow, TColumn> of)
    {
        var column = new TColumn[rows.Count];
        for (var i = 0; i < column.Length; i++) column[i] = of(rows[i]);
        return column;
    }

    /// <summary>The rows' places in the list, from 0.</summary>
    public static long[] Numbers<TRow>(IReadOnlyList<TRow> rows)
    {
        var column = new long[rows.Count];
        for (var i = 0; i < column.Length; i++) column[i] = i;
        return column;
    }

    public static long[] Times<TRow>(IReadOnlyList<TRow> rows, Func<TRow, DateTimeOffset> of) => Column(rows, row => of(row).ToUnixTimeMilliseconds());
}

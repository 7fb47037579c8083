using System.Collections.Concurrent;
using System.Text;
using Bot.Engine.Abstractions;
using Bot.Storage.Sql;
using Npgsql;

namespace Bot.Storage.Postgres;

/// <summary>A shared statement as PostgreSQL takes it: parameters by position, and, where it may refuse the whole write, with a guard.</summary>
internal static class PostgresText
{
    private static readonly ConcurrentDictionary<SqlText, string> Plain = new(ReferenceEqualityComparer.Instance);
    private static readonly ConcurrentDictionary<SqlText, string> Guarded = new(ReferenceEqualityComparer.Instance);

    /// <summary>What a guard that touched no row fails with: division by zero, which no statement of ours divides to by itself.</summary>
    public const string Refused = PostgresErrorCodes.DivisionByZero;

    public static NpgsqlBatchCommand Command(in SqlStep step)
    {
        var sql = step.Sql;
        var command = new NpgsqlBatchCommand(step.Refusal == CommitResult.Committed ? Plain.GetOrAdd(sql, Positional) : Guarded.GetOrAdd(sql, Guard));
        foreach (var value in step.Values) command.Parameters.Add(Parameter(value));
        return command;
    }

    public static NpgsqlBatchCommand Command(in ColumnStep step)
    {
        var command = new NpgsqlBatchCommand(Plain.GetOrAdd(step.Sql, Positional));
        foreach (var column in step.Columns) command.Parameters.Add(new NpgsqlParameter { Value = column is string?[] texts ? Storable(texts) : column });
        return command;
    }

    // All statements of a write leave in one go, so the one after a refusal runs as well. An error is what takes everything back without asking: the whole
    // write is one round trip.
    private static string Guard(SqlText sql) => $"with touched as ({Positional(sql)}{(sql.Writes ? " returning 1" : "")}) select 1 / count(*) from touched";

    private static NpgsqlParameter Parameter(SqlValue value) => value switch
    {
        { Reference: string text } => new NpgsqlParameter<string> { TypedValue = Storable(text) },
        { Reference: byte[] bytes } => new NpgsqlParameter<byte[]> { TypedValue = bytes },
        { IsNumber: true } => new NpgsqlParameter<long> { TypedValue = value.Number },
        _ => new NpgsqlParameter { Value = DBNull.Value },
    };

    /// <summary>PostgreSQL refuses a zero character and half a surrogate pair, which people's names may hold; both become the replacement character.</summary>
    private static string Storable(string text)
    {
        if (!Ascii.IsValid(text)) text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return text.Replace('\0', '\uFFFD');
    }

    private static string?[] Storable(string?[] texts)
    {
        for (var i = 0; i < texts.Length; i++)
        {
            if (texts[i] is { } text)
                texts[i] = Storable(text);
        }

        return texts;
    }

    private static string Positional(SqlText sql)
    {
        var text = new StringBuilder(sql.Text.Length);
        for (var at = 0; at < sql.Text.Length; at++)
        {
            if (sql.Text[at] != '@')
            {
                text.Append(sql.Text[at]);
                continue;
            }

            var end = at + 1;
            while (end < sql.Text.Length && (char.IsAsciiLetterOrDigit(sql.Text[end]) || sql.Text[end] == '_')) end++;
            text.Append('$').Append(Place(sql, sql.Text[at..end]));
            at = end - 1;
        }

        return text.ToString();
    }

    private static int Place(SqlText sql, string name)
    {
        for (var i = 0; i < sql.Names.Count; i++)
        {
            if (sql.Names[i] == name)
                return i + 1;
        }

        throw new InvalidOperationException($"{name} is no parameter of: {sql.Text}");
    }
}

/// <summary>The row a reader stands on.</summary>
internal sealed class PostgresRow(NpgsqlDataReader reader) : SqlRow
{
    public override string Text(int column) => reader.GetString(column);

    public override long Number(int column) => reader.GetInt64(column);

    public override ReadOnlySpan<byte> Bytes(int column) => reader.GetFieldValue<byte[]>(column);

    public override bool IsNull(int column) => reader.IsDBNull(column);
}

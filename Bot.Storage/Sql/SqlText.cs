using Bot.Engine.Abstractions;

namespace Bot.Storage.Sql;

/// <summary>One statement, the same for every database: parameters are <c>@named</c>, values are given in the order in which the names first appear.</summary>
internal sealed class SqlText
{
    public SqlText(string text)
    {
        Text = text;
        Names = NamesIn(text);
        Writes = !text.StartsWith("select", StringComparison.Ordinal);
    }

    public string Text { get; }

    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether it changes anything.</summary>
    public bool Writes { get; }

    /// <summary>The statement with its values.</summary>
    /// <exception cref="ArgumentException">There are more or fewer values than names: a mistake in our code.</exception>
    public SqlStep With(params ReadOnlySpan<SqlValue> values) =>
        values.Length == Names.Count
            ? new(this, values.ToArray())
            : throw new ArgumentException($"{values.Length} values for {Names.Count} names in: {Text}", nameof(values));

    private static List<string> NamesIn(string text)
    {
        var names = new List<string>();
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            var end = at + 1;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_')) end++;
            var name = text[at..end];
            if (!names.Contains(name)) names.Add(name);
        }

        return names;
    }
}

/// <summary>A statement with its values.</summary>
/// <param name="Refusal">The answer of the whole write when this statement hits no row; <see cref="CommitResult.Committed"/> when that means nothing.</param>
/// <param name="Shortcut">Does the same for less, or touches no row; for a database where asking twice costs no round trip.</param>
internal readonly record struct SqlStep(SqlText Sql, SqlValue[] Values, CommitResult Refusal = CommitResult.Committed, SqlText? Shortcut = null)
{
    /// <param name="shortcut">Of the same values in the same order.</param>
    public SqlStep Or(SqlText shortcut) => this with { Shortcut = shortcut };

    /// <summary>The whole write is refused with this answer when the statement touches no row.</summary>
    public SqlStep Else(CommitResult refusal) => this with { Refusal = refusal };
}

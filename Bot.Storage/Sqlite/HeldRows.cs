using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Bot.Storage.Sqlite;

/// <summary>Where the rows stand that this process has claimed, so that ending one asks nothing first. What is not known here is asked for.</summary>
internal sealed class HeldRows
{
    /// <summary>Far more than are under way at once; rows that ended otherwise are forgotten then.</summary>
    private const int Limit = 10_000;

    private readonly ConcurrentDictionary<string, HeldRow> _rows = new(StringComparer.Ordinal);

    /// <remarks>They are counted once a claim: that stops every thread at the dictionary.</remarks>
    public void Keep(List<SqliteClaimed> claimed)
    {
        if (claimed.Count == 0) return;
        if (_rows.Count >= Limit) _rows.Clear();
        foreach (var row in claimed) _rows[row.Row.Id] = row.Held;
    }

    /// <summary>Where a row stands; forgotten with the answer.</summary>
    public bool TryTake(string id, [MaybeNullWhen(false)] out HeldRow row) => _rows.TryRemove(id, out row);
}

/// <summary>Where a claimed row stands.</summary>
/// <param name="Name">Of the conversation's rows.</param>
internal sealed record HeldRow(string Name, string Stream);

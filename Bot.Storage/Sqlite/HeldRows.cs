using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Bot.Storage.Sqlite;

/// <summary>Where the rows stand that this process has claimed, so that ending one asks nothing first. What is not known here is asked for.</summary>
internal sealed class HeldRows
{
    /// <summary>Far more than are under way at once; rows that ended otherwise are forgotten then.</summary>
    private const int Limit = 10_000;

    private readonly ConcurrentDictionary<string, HeldRow> _rows = new(StringComparer.Ordinal);

    public void Keep(string id, HeldRow row)
    {
        if (_rows.Count >= Limit) _rows.Clear();
        _rows[id] = row;
    }

    /// <summary>Where a row stands; forgotten with the answer.</summary>
    public bool TryTake(string id, [MaybeNullWhen(false)] out HeldRow row) => _rows.TryRemove(id, out row);
}

/// <summary>Where a claimed row stands.</summary>
/// <param name="Name">Of the conversation's rows.</param>
internal sealed record HeldRow(string Name, string Stream);

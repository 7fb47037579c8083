using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Rehearsals;
using Bot.Engine.Sessions;
using Bot.Storage.Abstractions;

namespace Bot.Host.Rehearsals;

/// <summary>The conversations of a database that went on since a moment, as far as their turn log tells. Reads only.</summary>
internal sealed class RecordedConversations(IStore store, DateTimeOffset since)
{
    private const int TurnsAtOnce = 500;

    /// <summary>All that went on since then, in order of their sessions.</summary>
    public IAsyncEnumerable<ConversationLine> ListAsync(CancellationToken cancel) => store.AllAsync(cancel).Where(line => line.UpdatedAt >= since);

    /// <summary>Null where the log keeps no session to begin with, or not what was heard after it.</summary>
    public async Task<RecordedConversation?> ReadAsync(ConversationLine line, CancellationToken cancel)
    {
        var turns = new List<StoredTurn>();
        for (IReadOnlyList<StoredTurn>? page = null; page is not { Count: < TurnsAtOnce }; turns.AddRange(page))
            page = await store.TurnsAsync(line.Conversation, turns.Count == 0 ? 1 : turns[^1].Version + 1, TurnsAtOnce, cancel);

        var first = turns.FindIndex(turn => turn.At >= since);
        if (first < 0) return null;

        // The turn that keeps its session may lie before the first that is asked for; where it does not, the next one is begun with.
        var start = turns.FindLastIndex(first, turn => turn.Entry?.Before is not null);
        if (start < 0 || !IsWhole(turns, start)) start = turns.FindIndex(first, turn => turn.Entry?.Before is not null);
        while (start >= 0 && !IsWhole(turns, start)) start = turns.FindIndex(start + 1, turn => turn.Entry?.Before is not null);
        if (start < 0) return null;

        var heard = turns.Take(start).Where(turn => turn.Entry?.Input is HeardText or HeardTap or HeardImage).Select(turn => turn.Entry!.Input.At)
            .DefaultIfEmpty(start == 0 ? DateTimeOffset.UnixEpoch : turns[start].At).Max();
        var stored = line.Flow.Length > 0 ? await store.LoadAsync(line.Conversation, cancel) : null;
        return new(line.SessionId, new(line.Channel, line.Address, line.Name, heard),
            [.. turns.Skip(start).Select(turn => new RecordedTurn(turn.Version, turn.Flow, turn.From, turn.Lines, turn.Entry!))], stored?.Session);
    }

    /// <summary>No turn is missing from here on.</summary>
    private static bool IsWhole(List<StoredTurn> turns, int start)
    {
        for (var i = start; i < turns.Count; i++)
        {
            if (turns[i].Entry is null || turns[i].Version != turns[start].Version + i - start)
                return false;
        }

        return true;
    }
}

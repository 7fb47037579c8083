using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Tables;

namespace Bot.Storage.Care;

/// <summary>Finds a person in everything that a database holds, by opening every row that tells of people. Reads only.</summary>
/// <remarks>It opens every row: for a person now and then, not for a request that others wait for.</remarks>
public sealed partial class PersonSearch(IStore store)
{
    private IStoredRows Rows => ((IRowSource)store).Rows;

    private RowSealer Sealer => ((IRowSource)store).Sealer;

    /// <summary>Rows of the person's conversations, records that tell of them, and what tells of them in conversations of others: there the whole of each run
    /// in which they stand.</summary>
    public async IAsyncEnumerable<PersonRow> FindAsync(PersonKeys keys, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (match, blocks) = (new PersonMatch(keys), new List<RunBlock>());
        var own = keys.Conversations.Select(Sealer.Name).ToHashSet(StringComparer.Ordinal);

        // Sessions first: they tell further conversations of the person. Then turns: they tell which runs of others are about the person, and so what else was
        // said in them.
        await foreach (var session in RowsAsync(StoreTable.Sessions, match, blocks, cancel).ConfigureAwait(false))
        {
            if (session.IsOwn) own.Add(session.Row!.Text(0));
            yield return session;
        }

        await foreach (var turn in TurnsAsync(own, match, blocks, cancel).ConfigureAwait(false)) yield return turn;
        foreach (var table in OpenedRows.Tables.Where(table => table != StoreTable.Turns && table != StoreTable.Sessions))
        {
            await foreach (var row in RowsAsync(table, match, blocks, cancel).ConfigureAwait(false)) yield return row;
        }
    }

    /// <summary>Names of photos in a text: SHA-256, lower-case hex. A flow's version looks the same; which is a photo tells the folder.</summary>
    public static IEnumerable<string> PhotosIn(string text) => Sha256().Matches(text).Select(match => match.Value);

    private async IAsyncEnumerable<PersonRow> RowsAsync(StoreTable table, PersonMatch match, List<RunBlock> blocks,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var page in Rows.ReadAsync(table, cancel).ConfigureAwait(false))
        {
            foreach (var row in page)
            {
                if (OpenedRows.Open(table, row, Sealer) is not { } opened) continue;
                var own = opened.Conversation.Length > 0 && match.IsOwn(opened.Conversation);
                var about = own || match.IsIn(opened.Text) || match.IsIn(opened.Key)
                    || (table == StoreTable.Outbox && blocks.Exists(block => block.Holds(row.Text(1), opened.At)));
                if (about) yield return opened with { IsOwn = own };
            }
        }
    }

    /// <param name="own">Names of the rows of the person's conversations.</param>
    private async IAsyncEnumerable<PersonRow> TurnsAsync(HashSet<string> own, PersonMatch match, List<RunBlock> blocks,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        var group = new List<PersonRow>();
        await foreach (var page in Rows.ReadAsync(StoreTable.Turns, cancel).ConfigureAwait(false))
        {
            foreach (var row in page)
            {
                if (OpenedRows.Open(StoreTable.Turns, row, Sealer) is not { } turn) continue;

                // The turns of a conversation stand side by side, perhaps with those of another between them.
                if (group.Count > 0 && Sql.TurnKey.Span is var span && group[^1].Row!.Number(0) / span != row.Number(0) / span)
                {
                    foreach (var found in About(group, own, match, blocks)) yield return found;
                    group.Clear();
                }

                group.Add(turn);
            }
        }

        foreach (var found in About(group, own, match, blocks)) yield return found;
    }

    private static List<PersonRow> About(List<PersonRow> group, HashSet<string> own, PersonMatch match, List<RunBlock> blocks)
    {
        var found = new List<PersonRow>();
        foreach (var conversation in group.GroupBy(turn => turn.Conversation))
        {
            if (own.Contains(conversation.Key))
            {
                found.AddRange(conversation.Select(turn => turn with { IsOwn = true }));
                continue;
            }

            var turns = conversation.Where(turn => turn.Text.Length > 0).OrderBy(turn => turn.Row!.Number(4)).ToList();
            var about = new SortedSet<int>();
            for (var at = 0; at < turns.Count; at++)
            {
                if (about.Contains(at) || !match.IsIn(turns[at].Text)) continue;

                var (from, to) = RunBlock.Around(turns, at);
                about.UnionWith(Enumerable.Range(from, to - from + 1));
                blocks.Add(new(conversation.Key, turns[from].At, turns[to].At));
            }

            found.AddRange(about.Select(at => turns[at]));
        }

        return found;
    }

    [GeneratedRegex("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")]
    private static partial Regex Sha256();
}

/// <summary>A run in the conversation of another, in which a person stands.</summary>
/// <param name="Name">Of the conversation's rows.</param>
internal sealed record RunBlock(string Name, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Where the flow of a column stands.</summary>
    private const int Flow = 8;

    public bool Holds(string name, DateTimeOffset at) => name == Name && at >= From && at <= To;

    /// <summary>The turns around one that the same flow heard, without another flow between them.</summary>
    public static (int From, int To) Around(List<PersonRow> turns, int at)
    {
        var (from, to, flow) = (at, at, turns[at].Row!.Text(Flow));
        while (from > 0 && turns[from - 1].Row!.Text(Flow) == flow) from--;
        while (to < turns.Count - 1 && turns[to + 1].Row!.Text(Flow) == flow) to++;
        return (from, to);
    }
}

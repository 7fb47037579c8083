using System.Buffers;
using Bot.Storage.Abstractions;
using Bot.Storage.Tables;

namespace Bot.Storage.Care;

/// <summary>
/// Takes a person out of a database, row by row, in any number of runs: what is gone is not found again, so that a run which was killed is done anew.
/// </summary>
/// <param name="folder">Where the photos lie.</param>
public sealed class PersonErasure(IStore store, string folder)
{
    /// <summary>Rows of one write.</summary>
    private const int Batch = 100;

    private IStoredRows Rows => ((IRowSource)store).Rows;

    /// <summary>Told before each write; a test throws in it.</summary>
    internal Action? BeforeWrite { get; set; }

    /// <summary>
    /// Removes every row that is found but those that wait to be sent in conversations of others, and sessions of others: those are ended, not removed.
    /// </summary>
    /// <param name="endRun">Ends what goes on in another's conversation, by its key; false while it cannot be ended.</param>
    /// <returns>Whether nothing of the person is left.</returns>
    public async Task<bool> PurgeAsync(PersonKeys keys, Func<string, Task<bool>> endRun, CancellationToken cancel)
    {
        var left = 0;
        var pending = new Dictionary<StoreTable, List<PersonRow>>();
        var (turns, sessions) = (new List<PersonRow>(), new List<PersonRow>());
        await foreach (var row in new PersonSearch(store).FindAsync(keys, cancel).ConfigureAwait(false))
        {
            var table = OpenedRows.Tables.Single(one => one.Name == row.Table);
            if (table == StoreTable.Turns) turns.Add(row);
            else if (table == StoreTable.Sessions && !row.IsOwn) left += await endRun(row.Conversation).ConfigureAwait(false) ? 0 : 1;
            else if (table == StoreTable.Sessions) sessions.Add(row);
            else if (table == StoreTable.Outbox && !row.IsOwn && row.Row!.Values[18] is null) left++;
            else await RemoveAsync(table, pending, row, cancel).ConfigureAwait(false);
        }

        foreach (var (table, rows) in pending) await FlushAsync(table, rows, cancel).ConfigureAwait(false);

        // Last: while turns are there, the runs of others that tell of the person are known, and while sessions are, the person's conversations.
        if (left > 0) return false;
        foreach (var chunk in turns.Chunk(Batch))
        {
            BeforeWrite?.Invoke();
            await Rows.ChangeAsync(
                StoreTable.Turns, [.. chunk.Where(turn => turn.IsOwn).Select(turn => turn.Row!)],
                    [.. chunk.Where(turn => !turn.IsOwn).Select(turn => Emptied(turn.Row!))],
                cancel).ConfigureAwait(false);
        }

        await FlushAsync(StoreTable.Sessions, sessions, cancel).ConfigureAwait(false);
        return true;
    }

    /// <summary>How many photos only the person's rows tell of. Changes nothing.</summary>
    public async Task<int> CountPhotosAsync(PersonKeys keys, CancellationToken cancel) =>
        (await FindPhotosAsync(keys, cancel).ConfigureAwait(false)).Names.Count;

    /// <summary>
    /// Removes photos that only the person's rows tell of, and what is remembered of them. Before the rows go, for afterwards nothing tells of them.
    /// </summary>
    public async Task PurgePhotosAsync(PersonKeys keys, CancellationToken cancel)
    {
        var (names, media) = await FindPhotosAsync(keys, cancel).ConfigureAwait(false);
        await RemoveRecordsAsync(media, cancel).ConfigureAwait(false);
        foreach (var name in names)
        {
            BeforeWrite?.Invoke();
            File.Delete(PathOf(name));
        }
    }

    private async Task<(HashSet<string> Names, List<PersonRow> Media)> FindPhotosAsync(PersonKeys keys, CancellationToken cancel)
    {
        var (theirs, rows) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<(string, string, string)>());
        await foreach (var row in new PersonSearch(store).FindAsync(keys, cancel).ConfigureAwait(false))
        {
            rows.Add((row.Table, row.Key, row.Conversation));
            theirs.UnionWith(PersonSearch.PhotosIn(row.Text).Where(name => File.Exists(PathOf(name))));
        }

        var media = new List<PersonRow>();
        if (theirs.Count == 0) return (theirs, media);

        var sought = SearchValues.Create([.. theirs], StringComparison.Ordinal);
        foreach (var table in OpenedRows.Tables)
        {
            await foreach (var page in Rows.ReadAsync(table, cancel).ConfigureAwait(false))
            {
                foreach (var row in page)
                {
                    if (OpenedRows.Open(table, row, ((IRowSource)store).Sealer) is not { } opened || !opened.Text.AsSpan().ContainsAny(sought)) continue;
                    if (opened.Kind == Media.MediaLibrary.Kind) media.Add(opened);

                    // The same photo was sent by another, too.
                    else if (!rows.Contains((opened.Table, opened.Key, opened.Conversation))) theirs.ExceptWith(PersonSearch.PhotosIn(opened.Text));
                }
            }
        }

        return (theirs, media.FindAll(row => PersonSearch.PhotosIn(row.Text).Any(theirs.Contains)));
    }

    private string PathOf(string name) => Path.Combine(folder, name[..2], name);

    private async Task RemoveAsync(StoreTable table, Dictionary<StoreTable, List<PersonRow>> pending, PersonRow row, CancellationToken cancel)
    {
        if (table == StoreTable.Records && IsKept(row)) return;
        if (!pending.TryGetValue(table, out var rows)) pending[table] = rows = [];
        rows.Add(row);
        if (rows.Count < Batch) return;

        await FlushAsync(table, rows, cancel).ConfigureAwait(false);
        rows.Clear();
    }

    /// <summary>The record of the erasure itself, which tells of the person until it has ended.</summary>
    private static bool IsKept(PersonRow row) => row.Kind is ErasureKinds.Erasure;

    private async Task FlushAsync(StoreTable table, List<PersonRow> rows, CancellationToken cancel)
    {
        if (rows.Count == 0) return;

        if (table == StoreTable.Records)
        {
            await RemoveRecordsAsync(rows, cancel).ConfigureAwait(false);
            return;
        }

        BeforeWrite?.Invoke();
        await Rows.ChangeAsync(table, [.. rows.Select(row => row.Row!)], [], cancel).ConfigureAwait(false);
    }

    /// <summary>Records go with the values that they are found by; one that was changed meanwhile is found again by the next run.</summary>
    private async Task RemoveRecordsAsync(IReadOnlyList<PersonRow> records, CancellationToken cancel)
    {
        foreach (var record in records)
        {
            BeforeWrite?.Invoke();
            await store.ChangeAsync([new(record.Kind, record.Key, record.Row!.Number(2), null)], cancel).ConfigureAwait(false);
        }
    }

    /// <summary>A turn of another without what was said and heard in it; its id stays, so that its message is not heard again.</summary>
    private static StoreRow Emptied(StoreRow turn)
    {
        var values = turn.Values.ToArray();
        (values[6], values[13]) = ((long)Sql.TurnKept.Id, Array.Empty<byte>());
        return new(values);
    }
}

using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;

namespace Bot.Storage.Postgres;

/// <summary>Reads sessions: one by itself, those that wait meanwhile together, in one statement and one round trip.</summary>
/// <remarks>Where hosts keep no session in memory (<c>SESSION_CACHE=0</c>) every turn begins with one.</remarks>
internal sealed class SessionReads : IAsyncDisposable
{
    private static readonly BatchLimits Limits = new(Concurrency: 2, Size: 64);

    private static readonly SqlText LoadText = new("select version, channel, last_heard, body, conversation from sessions where conversation = any(@conversations)");

    private readonly PostgresLink _link;
    private readonly RowSealer _sealer;
    private readonly CommitBatcher<string, SessionRow?> _batcher;

    public SessionReads(PostgresLink link, RowSealer sealer) => (_link, _sealer, _batcher) = (link, sealer, new(Limits, _ => [], ReadAsync));

    /// <summary>Null: there is none. What it holds is opened by its caller, so that one that does not open is no trouble of the others.</summary>
    public async Task<StoredConversation?> LoadAsync(string conversation, CancellationToken cancel)
    {
        // A group that is under way is read to its end, for the others; who is gone need not wait for it.
        if (await _batcher.WriteAsync(_sealer.Name(conversation), cancel).WaitAsync(cancel).ConfigureAwait(false) is not { } row) return null;

        var found = SessionSql.Opened(conversation, row.Version, row.Channel, row.LastHeard, row.Body, _sealer);
        return found.Session.MovedTo is { } to ? await LoadAsync(to, cancel).ConfigureAwait(false) : found;
    }

    public ValueTask DisposeAsync() => _batcher.DisposeAsync();

    private async Task<IReadOnlyList<SessionRow?>> ReadAsync(IReadOnlyList<string> names)
    {
        if (names is [var one])
            return [(await _link.QueryAsync(SessionSql.LoadNamed(one), row => Row(row, one), CancellationToken.None).ConfigureAwait(false)).FirstOrDefault()];

        var step = ColumnStep.Of(LoadText, [names.ToArray()]);
        var found = await _link.QueryAsync(step, row => Row(row, row.Text(4)), CancellationToken.None).ConfigureAwait(false);
        var byName = found.ToDictionary(row => row.Name, StringComparer.Ordinal);
        return [.. names.Select(name => byName.GetValueOrDefault(name))];
    }

    private static SessionRow Row(SqlRow row, string name) => new(name, row.Number(0), row.Text(1), row.Time(2), row.Bytes(3).ToArray());

    private sealed record SessionRow(string Name, long Version, string Channel, DateTimeOffset LastHeard, byte[] Body);
}

using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using static Bot.Storage.Postgres.ColumnStep;

namespace Bot.Storage.Postgres;

/// <summary>How claimed rows end or go on, in groups: one round trip and one transaction, however many hosts do so at once.</summary>
internal sealed class PostgresSettlement : IAsyncDisposable
{
    private static readonly BatchLimits Limits = new(Concurrency: 1, Size: 64);

    private static readonly SqlText PlaceText = new(
        "select id, payload, stream from outbox where id = @id and lease_owner = @owner and finished_at is null");

    // A row whose lease was lost belongs to another owner and is left alone.
    private static readonly SqlText EndText = new(
        """
        update outbox set state = given.state, provider_id = coalesce(given.provider_id, outbox.provider_id), failure = coalesce(given.failure, outbox.failure),
            finished_at = given.finished_at, due_at = given.due_at, lease_owner = null
        from unnest(@id, @owner, @state, @provider_id, @failure, @finished_at, @due_at) as given(id, owner, state, provider_id, failure, finished_at, due_at)
        where outbox.id = given.id and outbox.lease_owner = given.owner and outbox.finished_at is null and outbox.due_at is not null
        """);

    private readonly PostgresLink _link;
    private readonly RowSealer _sealer;
    private readonly CommitBatcher<IReadOnlyList<EndedRow>, bool> _batcher;

    public PostgresSettlement(PostgresLink link, RowSealer sealer) =>
        (_link, _sealer, _batcher) = (link, sealer, new(Limits, rows => rows.Select(row => row.Id), WriteAsync));

    /// <summary>Ends or postpones the rows that are still the owner's, in one transaction.</summary>
    public async Task SettleAsync(string owner, IReadOnlyList<OutboxSettlement> settlements, DateTimeOffset now, CancellationToken cancel)
    {
        var letters = await LettersAsync(owner, [.. settlements.OfType<OutboxSettlement.GivenUp>()], cancel).ConfigureAwait(false);

        // Of several settlements of one row the first counts: it takes the lease away.
        var rows = settlements.DistinctBy(settlement => settlement.Id)
            .Select(settlement => EndedRow.Of(owner, settlement, now, _sealer, letters.GetValueOrDefault(settlement.Id))).ToList();
        if (rows.Count > 0) await _batcher.WriteAsync(rows, cancel).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _batcher.DisposeAsync();

    /// <summary>The letters of rows that are given up and still the owner's: sealed under the conversation, which a settlement does not tell.</summary>
    private async Task<Dictionary<string, DeadLetter>> LettersAsync(string owner, IReadOnlyList<OutboxSettlement.GivenUp> dead, CancellationToken cancel)
    {
        if (dead.Count == 0) return [];

        var places = await _link.QueryAsync([.. dead.Select(row => PlaceText.With(row.Id, owner))],
            row => (Id: row.Text(0), Conversation: OutboxSql.AddresseeOf(row.Text(0), row.Bytes(1), _sealer).Conversation, Stream: row.Text(2)), cancel)
            .ConfigureAwait(false);
        return places.DistinctBy(place => place.Id).ToDictionary(
            place => place.Id, place => DeadLetterSql.Of(place.Conversation, place.Stream, dead.First(row => row.Id == place.Id)), StringComparer.Ordinal);
    }

    private async Task<IReadOnlyList<bool>> WriteAsync(IReadOnlyList<IReadOnlyList<EndedRow>> writes)
    {
        var rows = writes.SelectMany(write => write).ToList();
        var (ids, sent) = (Column(rows, row => row.Id), rows.Where(row => row.ProviderId is not null).ToList());
        var steps = new List<ColumnStep>
        {
            Of(EndText,
                [ids, Column(rows, row => row.Owner), Column(rows, row => row.State), Column(rows, row => row.ProviderId), Column(rows, row => row.Failure),
                    Column(rows, row => row.FinishedAt), Column(rows, row => row.DueAt)]),
            StreamSql.PromoteBehind([.. ids], Times(rows, row => row.Now)),
        };
        if (sent.Count > 0) steps.Add(DeliverySql.CatchUp(Column(sent, row => row.Id), Column(sent, row => row.ProviderId!)));
        var letters = rows.Where(row => row.Letter is not null).ToList();
        if (letters.Count > 0) steps.Add(LetterSql.GiveUp(Column(letters, row => (row.Id, row.Letter!)), _sealer));

        await _link.RunLockedAsync(PostgresLocks.Of([.. ids], [.. sent.SelectMany(row => new[] { row.Id, row.ProviderId! })]), steps, _ => true,
            repeatable: true).ConfigureAwait(false);
        return [.. writes.Select(_ => true)];
    }
}

/// <summary>What is written on a row that ends, or that is put off (<paramref name="FinishedAt"/> null).</summary>
internal sealed record EndedRow(string Id, string Owner, string State, string? ProviderId, byte[]? Failure, long? FinishedAt, long? DueAt, DateTimeOffset Now,
    DeadLetter? Letter)
{
    public static EndedRow Of(string owner, OutboxSettlement settlement, DateTimeOffset now, RowSealer sealer, DeadLetter? letter) => settlement switch
    {
        OutboxSettlement.Later later => new(
            later.Id, owner, later.Unknown ? Words.Unknown : Words.Pending, null, FailureText.Seal(later.Why, sealer), null, Unix(later.Due), now, null),
        OutboxSettlement.Sent sent => new(sent.Id, owner, Words.Done, sealer.Names.Id(sent.ProviderId), null, Unix(sent.At), null, now, null),
        OutboxSettlement.Finished finished => new(finished.Id, owner, Words.Done, null, null, Unix(finished.At), null, now, null),
        OutboxSettlement.GivenUp dead => new(dead.Id, owner, Words.Dead, null, FailureText.Seal(dead.Why, sealer), Unix(dead.At), null, now, letter),
        _ => throw new ArgumentException($"{settlement.GetType().Name} is no way for an outbox row to go on.", nameof(settlement)),
    };

    private static long Unix(DateTimeOffset time) => time.ToUnixTimeMilliseconds();
}

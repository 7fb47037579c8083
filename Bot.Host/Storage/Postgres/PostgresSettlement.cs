using Bot.Engine.Ports;
using Bot.Host.Storage.Sql;

namespace Bot.Host.Storage.Postgres;

/// <summary>How claimed rows end, and how delivery events reach them, when several hosts do so at once.</summary>
/// <remarks>Whoever queues or ends a row of a conversation holds that conversation's lock to the end of the write: else one host could queue a row behind one that another is just ending, and neither would make it due.</remarks>
internal sealed class PostgresSettlement(PostgresLink link, Sealer sealer)
{
    private static readonly SqlText LockText = new("select pg_advisory_xact_lock(hashtextextended(@conversation, 0))");

    private static readonly SqlText StillHeldText = new(
        "select 1 from outbox where id = @id and conversation = @conversation and lease_owner = @owner and finished_at is null for update");

    private static readonly SqlText PlaceText = new(
        "select id, conversation, stream from outbox where id = @id and lease_owner = @owner and finished_at is null");

    /// <summary>Makes the writes of one conversation's outbox wait for each other. First of a write: what follows sees all that the one before it did.</summary>
    public static SqlStep Lock(string conversation) => LockText.With(conversation);

    /// <summary>Ends or postpones the rows that are still the owner's, in one transaction.</summary>
    public async Task SettleAsync(string owner, IReadOnlyList<OutboxSettlement> settlements, DateTimeOffset now, CancellationToken cancel)
    {
        while (true)
        {
            var places = (await link.QueryAsync([.. settlements.Select(one => PlaceText.With(one.Id, owner))], row => new Place(row.Text(0), row.Text(1), row.Text(2)), cancel).ConfigureAwait(false))
                .DistinctBy(place => place.Id).ToDictionary(place => place.Id, StringComparer.Ordinal);
            var held = settlements.Where(one => places.ContainsKey(one.Id)).ToList();
            if (held.Count == 0) return;

            // In one order everywhere, so that two hosts never wait for each other.
            var steps = held.Select(one => places[one.Id].Conversation).Distinct().Order(StringComparer.Ordinal).Select(Lock).ToList();
            foreach (var settlement in held) Add(steps, places[settlement.Id], owner, settlement, now);

            // A lease was lost between looking and writing: look again.
            if (await link.RunAsync(steps, cancel).ConfigureAwait(false) != CommitResult.Committed) continue;

            foreach (var sent in held.OfType<OutboxSettlement.Sent>()) await CatchUpAsync(sent.ProviderId, sent.Id).ConfigureAwait(false);
            return;
        }
    }

    /// <summary>Moves rows up, and keeps the events aside whose row is not known yet.</summary>
    /// <remarks>A send may be recorded at the same moment. Each side writes, then looks for what the other wrote: at least one of them finds it.</remarks>
    public async Task ApplyAsync(IReadOnlyList<StatusChanged> changes, CancellationToken cancel)
    {
        var statuses = changes.Select(EarlyStatus.From).ToList();

        var touched = await link.ExecuteAsync([.. statuses.SelectMany(status => new[] { StatusSql.Apply(status), StatusSql.Keep(status) })], cancel).ConfigureAwait(false);

        // What moved nothing looks again: its send may have been recorded before it was kept, or between the look and the keeping, which then found its row known.
        var again = statuses.Where((_, i) => touched[2 * i] == 0).Select(StatusSql.Apply).ToList();
        if (again.Count > 0) await link.ExecuteAsync(again, CancellationToken.None).ConfigureAwait(false);
    }

    private void Add(List<SqlStep> steps, Place place, string owner, OutboxSettlement settlement, DateTimeOffset now)
    {
        steps.Add(StillHeldText.With(place.Id, place.Conversation, owner).Else(CommitResult.Conflict));
        switch (settlement)
        {
            case OutboxSettlement.Later later:
                steps.Add(OutboxSql.Postpone(place.Conversation, later));
                return;
            case OutboxSettlement.Sent sent:
                steps.Add(OutboxSql.Finish(place.Conversation, sent.Id, Words.Done, sent.ProviderId, null, sent.At));
                break;
            case OutboxSettlement.Finished finished:
                steps.Add(OutboxSql.Finish(place.Conversation, finished.Id, Words.Done, null, null, finished.At));
                break;
            case OutboxSettlement.GivenUp dead:
                steps.Add(OutboxSql.Finish(place.Conversation, dead.Id, Words.Dead, null, dead.Why, dead.At));
                steps.Add(DeadLetterSql.GiveUp(place.Conversation, place.Stream, dead, sealer));
                break;
            default:
                throw new ArgumentException($"{settlement.GetType().Name} is no way for an outbox row to go on.", nameof(settlement));
        }

        steps.Add(OutboxSql.Promote(place.Conversation, place.Stream, now));
    }

    // Events may overtake the answer to the send; they wait by the provider's id.
    private async Task CatchUpAsync(string providerId, string id)
    {
        var early = await link.QueryAsync(StatusSql.EarlyOnes(providerId, id), StatusSql.ReadEarly, CancellationToken.None).ConfigureAwait(false);
        if (early.Count == 0) return;
        await link.ExecuteAsync([.. early.Select(StatusSql.Apply), StatusSql.Forget(providerId, id)], CancellationToken.None).ConfigureAwait(false);
    }

    private sealed record Place(string Id, string Conversation, string Stream);
}

using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;

namespace Bot.Storage.Sqlite;

/// <summary>How claimed rows end, and how delivery events reach them.</summary>
internal static class SqliteSettlement
{
    /// <summary>Returns how many rows were still the owner's.</summary>
    public static int Apply(SqliteSession session, string owner, IReadOnlyList<OutboxSettlement> settlements, DateTimeOffset now, Sealer sealer)
    {
        var held = 0;
        foreach (var settlement in settlements)
        {
            var places = session.Query(OutboxSql.Held(owner, settlement.Id), row => (Conversation: row.Text(0), Stream: row.Text(1)));
            if (places.Count == 0) continue;
            held++;
            Apply(session, places[0].Conversation, places[0].Stream, settlement, now, sealer);
        }

        return held;
    }

    /// <summary>Returns how many events moved a row.</summary>
    public static int Apply(SqliteSession session, IReadOnlyList<StatusChanged> statuses)
    {
        var moved = 0;
        foreach (var changed in statuses)
        {
            var status = EarlyStatus.From(changed);
            if (session.Execute(StatusSql.Apply(status)) > 0) moved++;
            else session.Execute(StatusSql.Keep(status));
            if (changed.Price is not null) session.Execute(PriceSql.Add(changed));
        }

        return moved;
    }

    private static void Apply(SqliteSession session, string conversation, string stream, OutboxSettlement settlement, DateTimeOffset now, Sealer sealer)
    {
        switch (settlement)
        {
            case OutboxSettlement.Later later:
                session.Execute(OutboxSql.Postpone(conversation, later));
                return;
            case OutboxSettlement.Sent sent:
                session.Execute(OutboxSql.Finish(conversation, sent.Id, Words.Done, sent.ProviderId, null, sent.At));
                CatchUp(session, sent);
                break;
            case OutboxSettlement.Finished finished:
                session.Execute(OutboxSql.Finish(conversation, finished.Id, Words.Done, null, null, finished.At));
                break;
            case OutboxSettlement.GivenUp dead:
                session.Execute(OutboxSql.Finish(conversation, dead.Id, Words.Dead, null, dead.Why, dead.At));
                session.Execute(DeadLetterSql.GiveUp(conversation, stream, dead, sealer));
                break;
            default:
                throw new ArgumentException($"{settlement.GetType().Name} is no way for an outbox row to go on.", nameof(settlement));
        }

        session.Execute(OutboxSql.Promote(conversation, stream, now));
    }

    // Events may overtake the answer to the send; they wait by the provider's id.
    private static void CatchUp(SqliteSession session, OutboxSettlement.Sent sent)
    {
        var early = session.Query(StatusSql.EarlyOnes(sent.ProviderId, sent.Id), StatusSql.ReadEarly);
        if (early.Count == 0) return;
        foreach (var status in early) session.Execute(StatusSql.Apply(status));
        session.Execute(StatusSql.Remove(sent.ProviderId, sent.Id));
    }
}

using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;

namespace Bot.Storage.Sqlite;

/// <summary>How claimed rows end, and how delivery events reach them.</summary>
internal static class SqliteSettlement
{
    /// <summary>Returns how many rows were still the owner's.</summary>
    public static int Apply(SqliteSession session, string owner, IReadOnlyList<OutboxSettlement> settlements, DateTimeOffset now, RowSealer sealer)
    {
        var held = 0;
        foreach (var settlement in settlements)
        {
            var places = session.Query(OutboxSql.Held(owner, settlement.Id), row => new HeldRow(row.Text(0), row.Text(1)));
            if (places.Count == 0) continue;
            held++;
            Apply(session, places[0], settlement, now, sealer);
        }

        return held;
    }

    /// <summary>Returns how many events moved a row.</summary>
    public static int Apply(SqliteSession session, IReadOnlyList<EarlyStatus> statuses)
    {
        var moved = 0;
        foreach (var status in statuses)
        {
            if (session.Execute(StatusSql.Apply(status)) > 0) moved++;
            else session.Execute(StatusSql.Keep(status));
            if (status.Price is not null) session.Execute(PriceSql.Add(status));
        }

        return moved;
    }

    private static void Apply(SqliteSession session, HeldRow row, OutboxSettlement settlement, DateTimeOffset now, RowSealer sealer)
    {
        var name = row.Name;
        switch (settlement)
        {
            case OutboxSettlement.Later later:
                session.Execute(OutboxSql.Postpone(name, later, sealer));
                return;
            case OutboxSettlement.Sent sent:
                var provided = sealer.Names.Id(sent.ProviderId);
                session.Execute(OutboxSql.Finish(name, sent.Id, Words.Done, provided, null, sent.At));
                CatchUp(session, sent.Id, provided);
                break;
            case OutboxSettlement.Finished finished:
                session.Execute(OutboxSql.Finish(name, finished.Id, Words.Done, null, null, finished.At));
                break;
            case OutboxSettlement.GivenUp dead:
                session.Execute(OutboxSql.Finish(name, dead.Id, Words.Dead, null, FailureText.Seal(dead.Why, sealer), dead.At));
                var (conversation, _) = session.Query(OutboxSql.PayloadOf(dead.Id), payload => OutboxSql.AddresseeOf(dead.Id, payload.Bytes(0), sealer))[0];
                session.Execute(DeadLetterSql.GiveUp(conversation, row.Stream, dead, sealer));
                break;
            default:
                throw new ArgumentException($"{settlement.GetType().Name} is no way for an outbox row to go on.", nameof(settlement));
        }

        session.Execute(OutboxSql.Promote(name, row.Stream, now));
    }

    // Events may overtake the answer to the send; they wait by the provider's id.
    private static void CatchUp(SqliteSession session, string id, string provided)
    {
        var early = session.Query(StatusSql.EarlyOnes(provided, id), StatusSql.ReadEarly);
        if (early.Count == 0) return;
        foreach (var status in early) session.Execute(StatusSql.Apply(status));
        session.Execute(StatusSql.Remove(provided, id));
    }
}

/// <summary>A row that its owner still holds.</summary>
/// <param name="Name">Of the conversation's rows.</param>
internal readonly record struct HeldRow(string Name, string Stream);

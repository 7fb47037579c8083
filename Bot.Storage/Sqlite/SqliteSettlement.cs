using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;

namespace Bot.Storage.Sqlite;

/// <summary>How one claimed row ends or goes on, made on the caller's thread: names and seals are done before the one writer sees it.</summary>
internal sealed class SqliteSettlement
{
    private readonly OutboxSettlement _settlement;
    private readonly string _owner;
    private readonly SqlStep _step;
    private readonly string? _provided;
    private readonly HeldRow? _held;

    private SqliteSettlement(OutboxSettlement settlement, string owner, HeldRow? held, SqlStep step, string? provided = null) =>
        (_settlement, _owner, _held, _step, _provided) = (settlement, owner, held, step, provided);

    /// <param name="held">Where the row stands; null where that is not known.</param>
    public static SqliteSettlement Of(string owner, OutboxSettlement settlement, HeldRow? held, RowSealer sealer)
    {
        switch (settlement)
        {
            case OutboxSettlement.Later later:
                return new(later, owner, held, OutboxSql.PostponeHeld(owner, later, sealer));
            case OutboxSettlement.Sent sent:
                var provided = sealer.Names.Id(sent.ProviderId);
                return new(sent, owner, held, OutboxSql.FinishHeld(owner, sent.Id, Words.Done, provided, null, sent.At), provided);
            case OutboxSettlement.Finished finished:
                return new(finished, owner, held, OutboxSql.FinishHeld(owner, finished.Id, Words.Done, null, null, finished.At));
            case OutboxSettlement.GivenUp dead:
                return new(dead, owner, held, OutboxSql.FinishHeld(owner, dead.Id, Words.Dead, null, FailureText.Seal(dead.Why, sealer), dead.At));
            default:
                throw new ArgumentException($"{settlement.GetType().Name} is no way for an outbox row to go on.", nameof(settlement));
        }
    }

    /// <summary>Returns how many rows were still the owner's.</summary>
    public static int Apply(SqliteSession session, IReadOnlyList<SqliteSettlement> settlements, DateTimeOffset now, RowSealer sealer)
    {
        var held = 0;
        foreach (var settlement in settlements)
        {
            if (settlement.Apply(session, now, sealer))
                held++;
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
            else if (session.Execute(StatusSql.Keep(status)) > 0) session.MayHaveEarly = true;
            if (status.Price is not null) session.Execute(PriceSql.Add(status));
        }

        return moved;
    }

    private bool Apply(SqliteSession session, DateTimeOffset now, RowSealer sealer)
    {
        if (_settlement is OutboxSettlement.Later) return session.Execute(_step) > 0;

        var row = _held ?? session.Query(OutboxSql.Held(_owner, _settlement.Id), found => new HeldRow(found.Text(0), found.Text(1))).FirstOrDefault();
        if (row is null || session.Execute(_step) == 0) return false;

        if (_provided is not null) CatchUp(session, _settlement.Id, _provided);
        if (_settlement is OutboxSettlement.GivenUp dead)
        {
            var (conversation, _) = session.Query(OutboxSql.PayloadOf(dead.Id), payload => OutboxSql.AddresseeOf(dead.Id, payload.Bytes(0), sealer))[0];
            session.Execute(DeadLetterSql.GiveUp(conversation, row.Stream, dead, sealer));
        }

        session.Execute(OutboxSql.Promote(row.Name, row.Stream, now));
        return true;
    }

    // Events may overtake the answer to the send; they wait by the provider's id. Mostly none does, and then nothing is asked.
    private static void CatchUp(SqliteSession session, string id, string provided)
    {
        session.MayHaveEarly ??= session.Query(StatusSql.AnyEarly(), row => row.Number(0))[0] > 0;
        if (session.MayHaveEarly is false) return;

        var early = session.Query(StatusSql.EarlyOnes(provided, id), StatusSql.ReadEarly);
        if (early.Count == 0) return;
        foreach (var status in early) session.Execute(StatusSql.Apply(status));
        session.Execute(StatusSql.Remove(provided, id));
        session.MayHaveEarly = null;
    }
}

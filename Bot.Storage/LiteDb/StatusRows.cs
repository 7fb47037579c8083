using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using LiteDB;

namespace Bot.Storage.LiteDb;

/// <summary>Delivery events: they move a message's row up and never down, and wait aside when the row's send is not recorded yet.</summary>
internal static class StatusRows
{
    /// <returns>How many events moved a row.</returns>
    public static int Apply(LiteWriter writer, IReadOnlyList<EarlyStatus> statuses)
    {
        var moved = 0;
        foreach (var status in statuses)
        {
            if (Apply(writer, status)) moved++;
            else Keep(writer, status);
            if (status.Price is not null) AddPrice(writer, status);
        }

        return moved;
    }

    /// <summary>Events that overtook the answer to the send; they wait by the provider's id.</summary>
    /// <param name="provided">The name of the provider's id.</param>
    public static void CatchUp(LiteWriter writer, string id, string provided)
    {
        if (!writer.MayBeEarly(id, provided)) return;
        var early = Early(writer, id, provided);
        foreach (var row in early) Apply(writer, Read(row));
        writer.Delete(LiteTable.EarlyStatuses, early);
    }

    /// <summary>The message of a failure that was applied.</summary>
    public static BsonDocument? Failed(LiteSession session, EarlyStatus failure) =>
        Known(session, failure).Find(row => row.TextOrNull("delivery") == Words.Of(DeliveryStatus.Failed));

    private static bool Apply(LiteWriter writer, EarlyStatus status)
    {
        var moved = false;
        foreach (var row in Known(writer, status))
        {
            var reached = row.TextOrNull("delivery") is { } word ? Words.Delivery(word) : (DeliveryStatus?)null;
            if (!DeliveryLife.Before(status.Status).Contains(reached)) continue;

            row["delivery"] = Words.Of(status.Status);
            if (status.Failure is not null) row["failure"] = status.Failure;

            // The ids an event brings are learnt with it: later events may carry only one of them.
            if (status.ProviderId.Length > 0) row["provider_id"] = row["provider_id"].Or(status.ProviderId);
            if (status.OtherId.Length > 0) row["other_id"] = row["other_id"].Or(status.OtherId);
            writer.SetOutbox(row);
            moved = true;
        }

        return moved;
    }

    private static void Keep(LiteWriter writer, EarlyStatus status)
    {
        var word = Words.Of(status.Status);
        if (Known(writer, status).Count > 0 || writer.Exists(LiteTable.EarlyStatuses, status.ProviderId, status.Reference, word)) return;
        writer.AddEarly(new()
        {
            ["provider_id"] = status.ProviderId,
            ["reference"] = status.Reference,
            ["status"] = word,
            ["other_id"] = status.OtherId,
            ["failure"] = Fields.Of(status.Failure),
            ["at"] = Fields.Of(status.At),
        });
    }

    private static EarlyStatus Read(BsonDocument row) => new(row.Text("provider_id"), row.Text("other_id"), row.Text("reference"),
        Words.Delivery(row.Text("status")), row.BytesOrNull("failure"), row.Time("at"));

    /// <summary>Messages by any of the ids of an event; each once.</summary>
    private static List<BsonDocument> Known(LiteSession session, EarlyStatus status)
    {
        var known = new List<BsonDocument>();
        if (status.ProviderId.Length > 0) Add(session.By(LiteTable.Outbox, "provider", status.ProviderId));
        if (status.OtherId.Length > 0) Add(session.By(LiteTable.Outbox, "provider", status.OtherId));
        if (status.Reference.Length > 0) Add(OutboxRows.Of(session, status.Reference));
        return known;

        void Add(List<BsonDocument> found) => known.AddRange(found.Where(row => !known.Exists(other => other["_id"] == row["_id"])));
    }

    /// <summary>What came before the send was recorded, oldest first.</summary>
    private static List<BsonDocument> Early(LiteWriter writer, string id, string provided)
    {
        var early = writer.By(LiteTable.EarlyStatuses, "named", id).FindAll(row => row.Text("reference") == id);
        if (provided.Length > 0)
        {
            early.AddRange(writer.Under(LiteTable.EarlyStatuses, int.MaxValue, false, provided));
            early.AddRange(writer.By(LiteTable.EarlyStatuses, "named", provided).Where(row => row.Text("other_id") == provided));
        }

        return [.. early.DistinctBy(row => row.Text("_id")).OrderBy(row => row.Number("at"))];
    }

    private static void AddPrice(LiteWriter writer, EarlyStatus status)
    {
        var (price, row) = (status.Price!, Known(writer, status).FirstOrDefault());
        var id = row?.Text("id") ?? status.ProviderId;
        if (id.Length == 0 || writer.Exists(LiteTable.Prices, id)) return;
        writer.Insert(LiteTable.Prices, new()
        {
            ["id"] = id,
            ["channel"] = status.Channel,
            ["month"] = PriceSql.MonthOf(status.At),
            ["category"] = price.Category,
            ["type"] = price.Type,
            ["billable"] = price.Billable ? 1L : 0L,
            ["flow"] = row?.Text("flow") ?? "",
            ["at"] = Fields.Of(status.At),
        });
    }
}

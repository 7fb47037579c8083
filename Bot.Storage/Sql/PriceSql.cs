using System.Globalization;
using Bot.Engine.Abstractions;

namespace Bot.Storage.Sql;

/// <summary>
/// What delivered messages cost: one row for each, under the id of its outbox row where that is known, else under the name of the provider's id, so that an
/// event that comes twice counts once.
/// </summary>
internal static class PriceSql
{
    /// <summary>An account's books are looked at for a year.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    private const string Known = "outbox where provider_id = @provider_id or other_id = @provider_id or provider_id = @other_id or other_id = @other_id or id = @reference limit 1";

    private static readonly SqlText AddText = new(
        $"""
        insert into message_prices (id, channel, month, category, type, billable, flow, at)
        select coalesce((select id from {Known}), @provider_id), @channel, @month, @category, @type, @billable, coalesce((select flow from {Known}), ''), @at
        where true
        on conflict (id) do nothing
        """);

    private static readonly SqlText CostsText = new(
        """
        select channel, flow, category, type, billable, count(*) from message_prices where month = @month
        group by channel, flow, category, type, billable order by channel, flow, category, type, billable
        """);

    private static readonly SqlText PruneText = new("delete from message_prices where id in (select id from message_prices where at < @before order by at limit @limit)");

    /// <param name="status">One with a price.</param>
    public static SqlStep Add(EarlyStatus status)
    {
        // No row has this id: what an event does not name finds nothing.
        const string none = "-";
        var price = status.Price!;
        var (other, reference) = (status.OtherId.Length > 0 ? status.OtherId : none, status.Reference.Length > 0 ? status.Reference : none);
        return AddText.With(status.ProviderId, other, reference, status.Channel, MonthOf(status.At), price.Category, price.Type,
            price.Billable ? 1 : 0, status.At);
    }

    public static SqlStep Costs(string month) => CostsText.With(month);

    public static MessageCosts Read(SqlRow row) => new(row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Number(4) != 0, row.Number(5));

    public static SqlStep Prune(DateTimeOffset before, int limit) => PruneText.With(before - Kept, limit);

    /// <summary>The month of a message, UTC: <c>2026-11</c>.</summary>
    public static string MonthOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

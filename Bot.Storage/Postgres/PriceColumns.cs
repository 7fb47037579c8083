using Bot.Storage.Sql;
using static Bot.Storage.Postgres.ColumnStep;

namespace Bot.Storage.Postgres;

/// <summary>What delivered messages cost, in groups, by the same rules as <see cref="PriceSql"/>.</summary>
internal static class PriceColumns
{
    private static readonly SqlText AddText = new(
        """
        insert into message_prices (id, channel, month, category, type, billable, flow, at)
        select coalesce(known.id, given.provider_id), given.channel, given.month, given.category, given.type, given.billable, coalesce(known.flow, ''), given.at
        from unnest(@provider_id, @other_id, @reference, @channel, @month, @category, @type, @billable, @at)
                as given(provider_id, other_id, reference, channel, month, category, type, billable, at)
            left join lateral (
                select id, flow from outbox where outbox.provider_id = given.provider_id or outbox.other_id = given.provider_id
                    or outbox.provider_id = given.other_id or outbox.other_id = given.other_id or outbox.id = given.reference limit 1
            ) as known on true
        on conflict (id) do nothing
        """);

    /// <param name="priced">Events with a price.</param>
    public static ColumnStep Add(IReadOnlyList<EarlyStatus> priced) => Of(
        AddText,
        [
            Column(priced, one => one.ProviderId), Column(priced, one => one.OtherId), Column(priced, one => one.Reference), Column(priced, one => one.Channel),
            Column(priced, one => PriceSql.MonthOf(one.At)), Column(priced, one => one.Price!.Category), Column(priced, one => one.Price!.Type),
            Column(priced, one => one.Price!.Billable ? 1L : 0L), Times(priced, one => one.At),
        ]);
}

using Bot.Storage.Sql;
using static Bot.Storage.Postgres.ColumnStep;

namespace Bot.Storage.Postgres;

/// <summary>
/// Delivery events in groups, by the same rules as <see cref="StatusSql"/>: they move a row up and never down, a failure ends a message unless it was
/// delivered, and nothing follows a failure.
/// </summary>
internal static class DeliverySql
{
    /// <summary>A delivery's place in it is how far a message has come.</summary>
    private const string Ladder = "array['queued', 'sent', 'delivered', 'read']";

    private const string Standing = $"coalesce(array_position({Ladder}, outbox.delivery), 0)";

    /// <summary>Of the events of one row: the first failure, the first arrival, the highest step, and the ids that came with them.</summary>
    private const string Reported =
        $"""
        select id, conversation, min(n) filter (where status = 'failed') as failed, min(n) filter (where status in ('delivered', 'read')) as arrived,
            max(array_position({Ladder}, status)) as reached, (array_agg(failure order by n) filter (where failure is not null))[1] as failure, max(nullif(provider_id, '')) as provider_id, max(nullif(other_id, '')) as other_id
        from known group by id, conversation
        """;

    private const string Fails = $"told.failed is not null and (told.arrived is null or told.failed < told.arrived) and {Standing} < 3";

    private const string Move =
        $"""
        update outbox set delivery = case when {Fails} then 'failed' else ({Ladder})[told.reached] end, failure = case when {Fails} then coalesce(told.failure, outbox.failure) else outbox.failure end,
            provider_id = coalesce(outbox.provider_id, told.provider_id), other_id = coalesce(outbox.other_id, told.other_id)
        from told
        where outbox.id = told.id and outbox.conversation = told.conversation and outbox.delivery is distinct from 'failed' and (({Fails}) or told.reached > {Standing})
        """;

    private static readonly SqlText ApplyText = new(
        $"""
        with event as (
            select * from unnest(@n, @provider_id, @other_id, @reference, @status, @failure, @at) as given(n, provider_id, other_id, reference, status, failure, at)
        ), known as (
            select outbox.id, outbox.conversation, event.n, event.status, event.failure, event.provider_id, event.other_id
            from event join outbox on outbox.provider_id = event.provider_id or outbox.provider_id = event.other_id
                or outbox.other_id = event.provider_id or outbox.other_id = event.other_id or outbox.id = event.reference
        ), told as (
            {Reported}
        ), moved as (
            {Move}
        )
        insert into early_statuses (provider_id, reference, status, other_id, failure, at)
        select provider_id, reference, status, other_id, failure, at from event where n not in (select n from known)
        on conflict (provider_id, reference, status) do nothing
        """);

    private static readonly SqlText CatchUpText = new(
        $"""
        with known as (
            delete from early_statuses using unnest(@id, @provider_id) as sent(id, provider_id), outbox
            where outbox.id = sent.id and outbox.provider_id = sent.provider_id
                and (early_statuses.provider_id = sent.provider_id or early_statuses.other_id = sent.provider_id or early_statuses.reference = sent.id)
            returning outbox.id, outbox.conversation, early_statuses.at as n, early_statuses.status, early_statuses.failure, early_statuses.provider_id, early_statuses.other_id
        ), told as (
            {Reported}
        )
        {Move}
        """);

    /// <summary>Moves the rows that are known, in the order of the events, and keeps the others aside.</summary>
    public static ColumnStep Apply(IReadOnlyList<EarlyStatus> events) => Of(
        ApplyText,
        [
            Numbers(events), Column(events, one => one.ProviderId), Column(events, one => one.OtherId), Column(events, one => one.Reference),
            Column(events, one => Words.Of(one.Status)), Column(events, one => one.Failure), Times(events, one => one.At),
        ]);

    /// <summary>Applies what came before these sends were recorded.</summary>
    public static ColumnStep CatchUp(string[] ids, string[] providerIds) => Of(CatchUpText, [ids, providerIds]);
}

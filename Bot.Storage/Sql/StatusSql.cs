using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;

namespace Bot.Storage.Sql;

/// <summary>Delivery events: they move a message's row up and never down, and wait aside when the row's send is not recorded yet.</summary>
internal static class StatusSql
{
    /// <summary>The table of events whose row is not known yet.</summary>
    public const string Early = "early_statuses";

    // In the order of their numbers.
    private static readonly Move[] Moves = [.. Enum.GetValues<DeliveryStatus>().Select(status => new Move(status, DeliveryLife.Before(status)))];

    private static readonly SqlText KeepText = new(
        $"""
        insert into early_statuses (provider_id, reference, status, other_id, failure, at)
        select @provider_id, @reference, @status, @other_id, @failure, @at
        where not exists (select 1 from outbox where {Known(other: true, reference: true)})
        on conflict (provider_id, reference, status) do nothing
        """);

    private const string Found = "provider_id = @provider_id or other_id = @provider_id or reference = @id";

    private static readonly SqlText EarlyText = new($"select provider_id, other_id, reference, status, failure, at from early_statuses where {Found} order by at");

    private static readonly SqlText AnyEarlyText = new("select exists (select 1 from early_statuses)");

    private static readonly SqlText RemoveText = new($"delete from early_statuses where {Found}");

    private static readonly SqlText DeliveryText = new("select delivery from outbox where id = @id");

    private static readonly SqlText FailedText = new(
        $"select id, payload, channel, kind, failure from outbox where {Known(other: true, reference: true)} and delivery = '{Words.Of(DeliveryStatus.Failed)}' limit 1");

    private static readonly SqlText PruneText = new(
        "delete from early_statuses where (provider_id, reference, status) in (select provider_id, reference, status from early_statuses where at < @before order by at limit @limit)");

    /// <summary>Moves the row up. Touches nothing when no row is known or it is further already.</summary>
    public static SqlStep Apply(EarlyStatus status) => Moves[(int)status.Status].By(status);

    /// <summary>Keeps the event aside unless a row is known.</summary>
    public static SqlStep Keep(EarlyStatus status) =>
        KeepText.With(status.ProviderId, status.Reference, Words.Of(status.Status), status.OtherId, status.Failure, status.At);

    /// <summary>What came before the send was recorded.</summary>
    public static SqlStep EarlyOnes(string providerId, string outboxId) => EarlyText.With(providerId, outboxId);

    /// <summary>Whether any event waits: 1 or 0.</summary>
    public static SqlStep AnyEarly() => AnyEarlyText.With();

    public static SqlStep Remove(string providerId, string outboxId) => RemoveText.With(providerId, outboxId);

    public static EarlyStatus ReadEarly(SqlRow row) => new(row.Text(0), row.Text(1), row.Text(2), Words.Delivery(row.Text(3)), row.BytesOrNull(4), row.Time(5));

    public static SqlStep Delivery(string outboxId) => DeliveryText.With(outboxId);

    /// <summary>The message of a failure that was applied.</summary>
    public static SqlStep Failed(EarlyStatus failure)
    {
        // An id that an event does not name is looked for as one that no row has.
        const string none = "-";
        var (other, reference) = (failure.OtherId.Length > 0 ? failure.OtherId : none, failure.Reference.Length > 0 ? failure.Reference : none);
        return FailedText.With(failure.ProviderId, other, reference);
    }

    public static FailedMessage ReadFailed(SqlRow row, RowSealer sealer)
    {
        var (conversation, address) = OutboxSql.AddresseeOf(row.Text(0), row.Bytes(1), sealer);
        return new(row.Text(0), conversation, row.Text(2), address, row.Text(3), FailureText.Read(row, 4, sealer) ?? "");
    }

    public static SqlStep Prune(DateTimeOffset before, int limit) => PruneText.With(before, limit);

    // Each id is looked for where it may stand, and only those that the event has: mostly that is one.
    private static string Known(bool other, bool reference) =>
        $"(provider_id = @provider_id or other_id = @provider_id{(other ? " or provider_id = @other_id or other_id = @other_id" : "")}{(reference ? " or id = @reference" : "")})";

    /// <summary>One delivery state, and those it follows by <see cref="DeliveryLife"/>.</summary>
    private sealed class Move
    {
        private readonly SqlText _byOne;
        private readonly SqlText _byTwo;
        private readonly SqlText _byReference;

        public Move(DeliveryStatus status, IEnumerable<DeliveryStatus?> from)
        {
            var earlier = string.Join(" or ", from.Select(word => word is { } known ? $"delivery = '{Words.Of(known)}'" : "delivery is null"));
            _byOne = Text("", Known(other: false, reference: false));
            _byTwo = Text(Learn, Known(other: true, reference: false));
            _byReference = Text(Learn, Known(other: true, reference: true));

            SqlText Text(string learn, string known) => new(
                $"update outbox set delivery = '{Words.Of(status)}', failure = coalesce(@failure, failure){learn} where {known} and ({earlier})");
        }

        // The ids an event brings are learnt with it: later events may carry only one of them. One that brings a single id was found by it.
        private const string Learn = ", provider_id = coalesce(provider_id, nullif(@provider_id, '')), other_id = coalesce(other_id, nullif(@other_id, ''))";

        public SqlStep By(EarlyStatus status) => status switch
        {
            { Reference.Length: > 0 } => _byReference.With(status.Failure, status.ProviderId, status.OtherId, status.Reference),
            { OtherId.Length: > 0 } => _byTwo.With(status.Failure, status.ProviderId, status.OtherId),
            _ => _byOne.With(status.Failure, status.ProviderId),
        };
    }
}

/// <summary>A delivery event as it is kept; ids are named, and empty where the provider gave none. What failed is sealed.</summary>
internal sealed record EarlyStatus(string ProviderId, string OtherId, string Reference, DeliveryStatus Status, byte[]? Failure, DateTimeOffset At)
{
    public string Channel { get; init; } = "";

    public MessagePrice? Price { get; init; }

    public static EarlyStatus From(StatusChanged changed, RowSealer sealer) => new(
        sealer.Names.Id(changed.ProviderId), sealer.Names.Id(changed.OtherId), changed.Reference, changed.Status,
        changed.Failure is { } failure ? FailureText.Seal($"{failure.Code}: {failure.Reason}", sealer) : null, changed.At)
    { Channel = changed.Channel, Price = changed.Price };
}

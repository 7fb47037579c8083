using Bot.Engine.Abstractions;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;

namespace Bot.Storage.Sql;

/// <summary>The turn log: a row per turn, appended by number, found by its conversation and the input's id.</summary>
internal static class TurnLogSql
{
    public const string Table = "turns";

    private const string Columns = "key, handled, conversation, version, at, kept, language, flow, flow_version, from_state, by_trigger, to_state, body";

    private const string Rest = "@version, @at, @kept, @language, @flow, @flow_version, @from_state, @by_trigger, @to_state, @body";

    private const string Known = "select 1 from turns where key = @key and handled = @handled and conversation = @conversation";

    private const string OfConversation = "key >= @first and key < @end and conversation = @conversation and version > 0";

    private static readonly SqlText AddText = new($"insert into turns ({Columns}) select @key, @handled, @conversation, {Rest} where not exists ({Known})");

    // Values rather than a select, see OutboxSql: what may not be null is null where the id is known, and the row is left out.
    private static readonly SqlText AddOneText = new(
        $"insert or ignore into turns ({Columns}) values (@key, @handled, case when exists ({Known}) then null else @conversation end, {Rest})");

    // What an alias handled counts as handled by the conversation that it leads to.
    private static readonly SqlText TakeText = new(
        $"""
        insert into turns ({Columns})
        select @key + taken.key % {TurnKey.Span}, handled, @conversation, 0, at, {(int)TurnKept.Id}, '', '', '', '', '', '', @body from turns as taken
        where key >= @first and key < @end and conversation = @alias and not exists (
            select 1 from turns as known where known.key = @key + taken.key % {TurnKey.Span} and known.handled = taken.handled
                and known.conversation = @conversation)
        """);

    private static readonly SqlText NewestText = new(
        $"""
        select version, at, body from turns where {OfConversation} and kept > {(int)TurnKept.Id} order by version desc limit @limit
        """);

    private static readonly SqlText FromText = new(
        $"""
        select version, at, language, flow, flow_version, from_state, by_trigger, to_state, body from turns
        where {OfConversation} and version >= @version order by version limit @limit
        """);

    private static readonly SqlText HeardText = new(
        $"select seq, conversation, version, body from turns where kept = {(int)TurnKept.Heard} and at < @before order by at limit @limit");

    private static readonly SqlText CutText = new("update turns set kept = @kept, body = @body where seq = @seq");

    private static readonly SqlText ForgetText = new(
        $"""
        update turns set kept = {(int)TurnKept.Id}, body = @body
        where seq in (select seq from turns where kept = {(int)TurnKept.Said} and at < @before order by at limit @limit)
        """);

    private static readonly SqlText PruneSaidText = new(
        $"delete from turns where seq in (select seq from turns where kept = {(int)TurnKept.Said} and at < @before order by at limit @limit)");

    private static readonly SqlText PruneIdsText = new(
        $"delete from turns where seq in (select seq from turns where kept = {(int)TurnKept.Id} and at < @before order by at limit @limit)");

    /// <summary>Appends a row; touches none when the conversation has handled the id.</summary>
    public static SqlStep Add(TurnRow row) => AddText.With(
        row.Key, row.Handled, row.Conversation, row.Version, row.At, (int)row.Kept, row.Language, row.Flow, row.FlowVersion, row.From, row.Trigger, row.To,
        row.Body).Or(AddOneText);

    /// <param name="to">Name of the rows of the conversation that goes on.</param>
    /// <param name="alias">Name of the rows of the one that has ended.</param>
    public static SqlStep Take(string to, string alias) =>
        TakeText.With(TurnKey.First(to), to, Array.Empty<byte>(), TurnKey.First(alias), TurnKey.First(alias) + TurnKey.Span, alias);

    public static SqlStep Newest(string conversation, int limit, RowSealer sealer)
    {
        var name = sealer.Name(conversation);
        return NewestText.With(TurnKey.First(name), TurnKey.First(name) + TurnKey.Span, name, limit);
    }

    public static TranscriptTurn Read(SqlRow row, string conversation, RowSealer sealer)
    {
        var version = row.Number(0);
        return new(version, row.Time(1), TurnBody.Open(sealer.Name(conversation), version, row.Bytes(2), sealer).Lines);
    }

    /// <summary>Turns from a version on, in their order.</summary>
    public static SqlStep From(string conversation, long version, int limit, RowSealer sealer)
    {
        var name = sealer.Name(conversation);
        return FromText.With(TurnKey.First(name), TurnKey.First(name) + TurnKey.Span, name, version, limit);
    }

    public static StoredTurn ReadWhole(SqlRow row, string conversation, RowSealer sealer)
    {
        var version = row.Number(0);
        var body = TurnBody.Open(sealer.Name(conversation), version, row.Bytes(8), sealer);
        return new(version, row.Time(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.Text(6), row.Text(7), body.Lines, body.Entry);
    }

    /// <summary>Turns whose input has been kept long enough.</summary>
    public static SqlStep Heard(DateTimeOffset before, int limit) => HeardText.With(before, limit);

    /// <summary>Leaves of a turn what was said.</summary>
    public static SqlStep Cut(SqlRow row, RowSealer sealer)
    {
        var body = TurnBody.Cut(row.Text(1), row.Number(2), row.Bytes(3), sealer);
        return CutText.With((int)(body.Length == 0 ? TurnKept.Id : TurnKept.Said), body, row.Number(0));
    }

    /// <summary>Removes what is older than it has to be kept. An id stays as long as its message may come again, also without what was said.</summary>
    public static IEnumerable<SqlStep> Prune(Outdated old, int limit)
    {
        if (old.SaidBefore > old.HandledBefore) yield return ForgetText.With(Array.Empty<byte>(), old.SaidBefore, limit);
        yield return PruneSaidText.With(old.SaidBefore < old.HandledBefore ? old.SaidBefore : old.HandledBefore, limit);
        yield return PruneIdsText.With(old.HandledBefore, limit);
    }

    /// <summary>Before this no input is kept: none outlives what was said with it.</summary>
    public static DateTimeOffset HeardBefore(Outdated old) => old.HeardBefore > old.SaidBefore ? old.HeardBefore : old.SaidBefore;
}

using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;

namespace Bot.Storage.Sql;

/// <summary>One conversation's outbox as the console shows it, and how many sessions stand where. Contents stay sealed.</summary>
internal static class InspectorSql
{
    private const string Columns = "id, stream, kind, state, delivery, failure, attempts, due_at, created_at";

    private static readonly SqlText AllText = new(
        $"select {Columns} from outbox where conversation = @conversation order by created_at desc, seq desc limit @limit");

    private static readonly SqlText OpenText = new(
        $"select {Columns} from outbox where conversation = @conversation and finished_at is null order by created_at desc, seq desc limit @limit");

    private static readonly SqlText StatesText = new(
        $"select flow, state, count(*) from sessions where flow <> '' or state <> '{SessionSql.Alias}' group by flow, state");

    public static SqlStep States() => StatesText.With();

    public static StateCount ReadStates(SqlRow row) => new(row.Text(0), row.Text(1), row.Number(2));

    public static SqlStep Outbox(string conversation, bool finished, int limit, RowSealer sealer) =>
        (finished ? AllText : OpenText).With(sealer.Name(conversation), limit);

    public static OutboxSummary ReadOutbox(SqlRow row, RowSealer sealer) => new(
        row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.TextOrNull(4), FailureText.Read(row, 5, sealer), (int)row.Number(6), row.IsNull(7)
            ? null
            : row.Time(7), row.Time(8));
}

using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using static Bot.Storage.Postgres.ColumnStep;

namespace Bot.Storage.Postgres;

/// <summary>Letters of outbox rows that were just given up.</summary>
internal static class LetterSql
{
    // Only for a row that is dead: another host may have it by now. A letter of the pump's own, with the trace, may be there already; it tells more.
    private static readonly SqlText GiveUpText = new(
        $"""
        insert into dead_letters (conversation, id, kind, detail, at)
        select conversation, id, kind, detail, at
        from unnest(@row, @conversation, @id, @kind, @detail, @at) as given(outbox_id, conversation, id, kind, detail, at)
        where exists (select 1 from outbox where outbox.id = given.outbox_id and outbox.conversation = given.conversation and outbox.state = '{Words.Dead}')
        on conflict (conversation, id) do nothing
        """);

    public static ColumnStep GiveUp(IReadOnlyList<(string Row, DeadLetter Letter)> dead, RowSealer sealer) => Of(
        GiveUpText,
        [
            Column(dead, one => one.Row),
            Column(dead, one => sealer.Name(one.Letter.Conversation)),
            Column(dead, one => DeadLetterSql.IdOf(one.Letter, sealer)),
            Column(dead, one => one.Letter.Kind),
            Column(dead, one => DeadLetterSql.Detail(one.Letter, sealer)),
            Times(dead, one => one.Letter.At),
        ]);
}

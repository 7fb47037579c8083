using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;

namespace Bot.Storage.Sql;

/// <summary>What was said, a row per turn, under the version that the turn made.</summary>
internal static class TranscriptSql
{
    public const string Table = "transcript";

    private static readonly SqlText SayText = new(
        "insert into transcript (conversation, version, at, body) values (@conversation, @version, @at, @body)");

    private static readonly SqlText NewestText = new(
        "select version, at, body from transcript where conversation = @conversation order by version desc limit @limit");

    private static readonly SqlText PruneText = new(
        "delete from transcript where (conversation, version) in (select conversation, version from transcript where at < @before order by at limit @limit)");

    public static SqlStep Prune(DateTimeOffset before, int limit) => PruneText.With(before, limit);

    public static SqlStep Say(string conversation, long version, DateTimeOffset at, ImmutableArray<TranscriptLine> lines, Sealer sealer) =>
        SayText.With(conversation, version, at, Body(conversation, version, lines, sealer));

    public static byte[] Body(string conversation, long version, ImmutableArray<TranscriptLine> lines, Sealer sealer) =>
        sealer.Seal(Table, Row(conversation, version), OutboxJson.Write(lines));

    public static SqlStep Newest(string conversation, int limit) => NewestText.With(conversation, limit);

    public static TranscriptTurn Read(SqlRow row, string conversation, Sealer sealer) =>
        new(row.Number(0), row.Time(1), OutboxJson.ReadLines(sealer.Open(Table, Row(conversation, row.Number(0)), row.Bytes(2))));

    private static string Row(string conversation, long version) => $"{conversation}\0{version}";
}

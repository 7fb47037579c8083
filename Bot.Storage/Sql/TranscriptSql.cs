using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;

namespace Bot.Storage.Sql;

/// <summary>What was said, a row per turn, under the version that the turn made.</summary>
internal static class TranscriptSql
{
    public const string Table = "transcript";

    private static readonly SqlText AddText = new(
        "insert into transcript (conversation, version, at, body) values (@conversation, @version, @at, @body)");

    private static readonly SqlText NewestText = new(
        "select version, at, body from transcript where conversation = @conversation order by version desc limit @limit");

    private static readonly SqlText PruneText = new(
        "delete from transcript where (conversation, version) in (select conversation, version from transcript where at < @before order by at limit @limit)");

    public static SqlStep Prune(DateTimeOffset before, int limit) => PruneText.With(before, limit);

    /// <param name="name">Of the conversation's rows.</param>
    public static SqlStep Add(string name, long version, DateTimeOffset at, ImmutableArray<TranscriptLine> lines, RowSealer sealer) =>
        AddText.With(name, version, at, Body(name, version, lines, sealer));

    /// <param name="name">Of the conversation's rows.</param>
    public static byte[] Body(string name, long version, ImmutableArray<TranscriptLine> lines, RowSealer sealer) =>
        sealer.Seal(Table, Row(name, version), OutboxJson.Write(lines));

    public static SqlStep Newest(string conversation, int limit, RowSealer sealer) => NewestText.With(sealer.Name(conversation), limit);

    public static TranscriptTurn Read(SqlRow row, string conversation, RowSealer sealer) =>
        Opened(sealer.Name(conversation), row.Number(0), row.Time(1), row.Bytes(2), sealer);

    /// <summary>A turn of a row's columns.</summary>
    /// <param name="name">Of the conversation's rows.</param>
    public static TranscriptTurn Opened(string name, long version, DateTimeOffset at, ReadOnlySpan<byte> body, RowSealer sealer) =>
        new(version, at, OutboxJson.ReadLines(sealer.Open(Table, Row(name, version), body)));

    private static string Row(string name, long version) => $"{name}\0{version}";
}

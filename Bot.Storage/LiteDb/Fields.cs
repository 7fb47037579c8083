using LiteDB;

namespace Bot.Storage.LiteDb;

/// <summary>Columns of a document, as SQL's rows have them.</summary>
internal static class Fields
{
    public static string Text(this BsonDocument row, string column) => row[column].AsString ?? "";

    public static string? TextOrNull(this BsonDocument row, string column) => row[column] is { IsString: true } text ? text.AsString : null;

    public static long Number(this BsonDocument row, string column) => row[column].AsInt64;

    public static byte[] Bytes(this BsonDocument row, string column) => row[column].AsBinary;

    public static byte[]? BytesOrNull(this BsonDocument row, string column) => row[column] is { IsBinary: true } bytes ? bytes.AsBinary : null;

    public static DateTimeOffset Time(this BsonDocument row, string column) => DateTimeOffset.FromUnixTimeMilliseconds(row[column].AsInt64);

    public static DateTimeOffset? TimeOrNull(this BsonDocument row, string column) => row[column].IsNull ? null : row.Time(column);

    /// <summary>Times are unix milliseconds: LiteDB's own lose the offset.</summary>
    public static BsonValue Of(DateTimeOffset? time) => time is { } known ? new(known.ToUnixTimeMilliseconds()) : BsonValue.Null;

    public static BsonValue Of(string? text) => text is null ? BsonValue.Null : new(text);

    public static BsonValue Of(byte[]? bytes) => bytes is null ? BsonValue.Null : new(bytes);

    /// <summary>The value, or another where there is none.</summary>
    public static BsonValue Or(this BsonValue value, BsonValue other) => value.IsNull ? other : value;
}

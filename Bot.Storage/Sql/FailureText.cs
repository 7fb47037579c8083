using Bot.Storage.Sealing;

namespace Bot.Storage.Sql;

/// <summary>Why a row failed, mostly in a provider's words, which may name a person: sealed, in the outbox and in events that wait for their row.</summary>
/// <remarks>The database moves it from an event to a row, so it is sealed for the column and not for a row.</remarks>
internal static class FailureText
{
    public const string Column = "failure";

    /// <summary>The place that it is sealed for.</summary>
    public const string Everywhere = "";

    public static byte[] Seal(string text, RowSealer sealer) => sealer.Sealer.Seal(Column, Everywhere, text);

    public static string? Read(SqlRow row, int column, RowSealer sealer) => Open(row.BytesOrNull(column), sealer);

    public static string? Open(byte[]? sealedText, RowSealer sealer) => sealedText is null ? null : sealer.Sealer.OpenText(Column, Everywhere, sealedText);
}

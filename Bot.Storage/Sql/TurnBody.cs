using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Engine.Serialization;
using Bot.Storage.Sealing;

namespace Bot.Storage.Sql;

/// <summary>The sealed body of a logged turn: what was said and heard, in one piece.</summary>
internal static class TurnBody
{
    /// <summary>What bodies are sealed for, besides their place: the table of builds before the turn log, whose bodies lie on as they were sealed.</summary>
    public const string SealedAs = "transcript";

    private const int UsualTurn = 2048;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    /// <param name="name">Of the conversation's rows.</param>
    /// <returns>Empty where there is nothing to tell.</returns>
    public static byte[] Seal(string name, long version, ImmutableArray<TranscriptLine> lines, TurnLogEntry? entry, RowSealer sealer)
    {
        if (lines.IsEmpty && entry is null) return [];

        var buffer = _buffer ??= new(UsualTurn);
        buffer.ResetWrittenCount();
        TurnLogJson.Write(buffer, lines, entry);
        return sealer.Sealer.Seal(SealedAs, Place(name, version), buffer.WrittenSpan);
    }

    /// <summary>The same without what was heard and the way taken; empty where nothing was said.</summary>
    public static byte[] Cut(string name, long version, ReadOnlySpan<byte> body, RowSealer sealer) =>
        Seal(name, version, Open(name, version, body, sealer).Lines, null, sealer);

    /// <exception cref="InvalidDataException">Altered, moved, or sealed with another key.</exception>
    public static LoggedTurn Open(string name, long version, ReadOnlySpan<byte> body, RowSealer sealer)
    {
        if (body.IsEmpty) return new([], null);

        var plain = sealer.Open(SealedAs, Place(name, version), body);

        // Builds before the turn log wrote a list of lines.
        return plain is [(byte)'[', ..] ? new(OutboxJson.ReadLines(plain), null) : TurnLogJson.Read(plain);
    }

    /// <param name="name">Of the conversation's rows.</param>
    public static string Place(string name, long version) => string.Create(CultureInfo.InvariantCulture, $"{name}\0{version}");
}

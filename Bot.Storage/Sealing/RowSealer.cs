using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Bot.Storage.Sealing;

/// <summary>Names the rows of one database and seals their bodies, with what the names stand for in front.</summary>
internal sealed class RowSealer(Sealer sealer, RowNames names)
{
    private const int UsualBody = 2048;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    public Sealer Sealer { get; } = sealer;

    public RowNames Names { get; } = names;

    /// <summary>The name of a conversation's rows.</summary>
    public string Name(string conversation) => Names.Conversation(conversation);

    /// <summary>Seals texts and the body behind them.</summary>
    public byte[] Seal(string table, string row, ReadOnlySpan<byte> body, params ReadOnlySpan<string> texts)
    {
        var plain = _buffer ??= new(UsualBody);
        plain.ResetWrittenCount();
        foreach (var text in texts) Write(plain, text);
        plain.Write(body);
        return Sealer.Seal(table, row, plain.WrittenSpan);
    }

    /// <exception cref="InvalidDataException">Altered, moved, or sealed with another key.</exception>
    public byte[] Open(string table, string row, ReadOnlySpan<byte> sealedBytes) => Sealer.Open(table, row, sealedBytes);

    /// <summary>Writes a text that <see cref="Take"/> reads: its length in bytes (4), then UTF-8.</summary>
    public static void Write(IBufferWriter<byte> to, string text)
    {
        var output = to.GetSpan(sizeof(int) + Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, output[sizeof(int)..]);
        BinaryPrimitives.WriteInt32LittleEndian(output, length);
        to.Advance(sizeof(int) + length);
    }

    /// <summary>Reads a text and leaves what is behind it.</summary>
    public static string Take(ref ReadOnlySpan<byte> from)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(from);
        var text = Encoding.UTF8.GetString(from.Slice(sizeof(int), length));
        from = from[(sizeof(int) + length)..];
        return text;
    }
}

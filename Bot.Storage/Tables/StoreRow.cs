using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Bot.Storage.Tables;

/// <summary>A row as it lies: text, a whole number, bytes or nothing for each column. What is sealed stays so.</summary>
/// <param name="Values">In the order of the table's columns.</param>
internal sealed record StoreRow(object?[] Values)
{
    public string Text(int column) => (string)Values[column]!;

    public long Number(int column) => (long)Values[column]!;

    public byte[] Bytes(int column) => (byte[])Values[column]!;

    /// <summary>Rows that differ differ in it; the same row has the same in every store.</summary>
    public UInt128 Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> head = stackalloc byte[sizeof(int) + 1];
        foreach (var value in Values)
        {
            var bytes = value switch
            {
                string text => Encoding.UTF8.GetBytes(text),
                long number => BitConverter.GetBytes(number),
                byte[] found => found,
                _ => [],
            };
            BinaryPrimitives.WriteInt32LittleEndian(head, bytes.Length);
            head[^1] = value is null ? (byte)0 : (byte)1;
            hash.AppendData(head);
            hash.AppendData(bytes);
        }

        return BinaryPrimitives.ReadUInt128LittleEndian(hash.GetHashAndReset());
    }
}

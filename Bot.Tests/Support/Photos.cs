using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Bot.Tests.Support;

/// <summary>Photos that are whole, as small as they can be, and what becomes of them on bad ways.</summary>
internal static class Photos
{
    /// <summary>A JPEG of one grey pixel.</summary>
    /// <param name="remark">Stands in it as a comment, so that two can differ.</param>
    /// <param name="restarts">A restart mark stands between any two blocks of a photo that is one row high.</param>
    public static byte[] Jpeg(string remark = "a photo", int width = 1, int height = 1, bool restarts = false) =>
    [
        0xFF, 0xD8,
        .. Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
        .. Segment(0xFE, Encoding.UTF8.GetBytes(remark)),
        .. Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]),
        .. Segment(0xC0, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0]),
        .. Segment(0xC4, [0x00, 1, .. new byte[15], 0]),
        .. Segment(0xC4, [0x10, 1, .. new byte[15], 0]),
        .. restarts ? Segment(0xDD, [0, 1]) : [],
        .. Segment(0xDA, [1, 1, 0, 0, 63, 0]),
        .. restarts ? Rows((width + 7) / 8) : Blocks((width + 7) / 8 * ((height + 7) / 8)),
        0xFF, 0xD9,
    ];

    /// <summary>A PNG of one grey pixel, or with the header of a larger one.</summary>
    public static byte[] Png(int width = 1, int height = 1)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", header), .. Chunk("IDAT", Deflated([0, 0])), .. Chunk("IEND", [])];
    }

    /// <summary>Grey blocks: two bits each, and ones to the end of the last byte.</summary>
    private static byte[] Blocks(int count)
    {
        if (count is 0 or > 10_000_000) return [0x3F];

        var coded = new byte[(count + 3) / 4];
        if (count % 4 > 0) coded[^1] = (byte)(0xFF >> (count % 4 * 2));
        return coded;
    }

    private static byte[] Rows(int count) =>
        [.. Enumerable.Range(0, count).SelectMany(place => place == 0 ? (byte[])[0x3F] : [0xFF, (byte)(0xD0 + ((place - 1) % 8)), 0x3F])];

    private static byte[] Segment(byte marker, byte[] content) => [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. data];
        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, Crc(named));
        return [.. length, .. named, .. sum];
    }

    private static byte[] Deflated(byte[] pixels)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest)) zlib.Write(pixels);
        return packed.ToArray();
    }

    private static uint Crc(byte[] bytes)
    {
        var sum = uint.MaxValue;
        foreach (var one in bytes)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++) sum = (sum & 1) != 0 ? 0xEDB88320 ^ (sum >> 1) : sum >> 1;
        }

        return ~sum;
    }
}

using System.Buffers.Binary;

namespace Bot.Storage.Media;

/// <summary>Walks over the chunks of a PNG (ISO/IEC 15948): header, image data, end, and the checksum of each.</summary>
internal static class PngStructure
{
    private const int Signature = 8;
    private const int HeaderLength = 13;

    /// <summary>Length and type before the data of a chunk, checksum behind.</summary>
    private const int Frame = 12;

    private static readonly uint[] Checksums = [.. Enumerable.Range(0, 256).Select(ChecksumOf)];

    public static ImageStructure Read(ReadOnlySpan<byte> bytes)
    {
        var (at, pixels) = (Signature, 0L);
        var (coloured, filled) = (false, false);
        while (bytes.Length - at >= Frame)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            if (length > bytes.Length - at - Frame) break;

            var checkedBytes = bytes.Slice(at + 4, (int)length + 4);
            if (BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + 8 + (int)length)..]) != Checksum(checkedBytes)) break;

            var type = checkedBytes[..4];
            var data = checkedBytes[4..];
            if ((pixels == 0) != type.SequenceEqual("IHDR"u8)) break;
            if (pixels == 0 && (pixels = PixelsOf(data)) == 0) break;

            coloured |= type.SequenceEqual("PLTE"u8) || (type.SequenceEqual("IHDR"u8) && data[9] != 3);
            filled |= type.SequenceEqual("IDAT"u8) && length > 0;
            if (type.SequenceEqual("IEND"u8)) return new(coloured && filled, pixels);
            at += Frame + (int)length;
        }

        return new(false, pixels);
    }

    /// <summary>Width, height, depth, kind of colour and three methods; 0 where one of them cannot be.</summary>
    private static long PixelsOf(ReadOnlySpan<byte> header)
    {
        if (header.Length != HeaderLength || header[8] is not (1 or 2 or 4 or 8 or 16) || header[9] is 1 or 5 or > 6) return 0;
        if (header[10] != 0 || header[11] != 0 || header[12] > 1) return 0;

        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header[4..]));
        return width > int.MaxValue || height > int.MaxValue ? 0 : (long)width * height;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var one in bytes) sum = Checksums[(byte)(sum ^ one)] ^ (sum >> 8);
        return ~sum;
    }

    private static uint ChecksumOf(int one)
    {
        var sum = (uint)one;
        for (var bit = 0; bit < 8; bit++) sum = (sum & 1) != 0 ? 0xEDB88320 ^ (sum >> 1) : sum >> 1;
        return sum;
    }
}

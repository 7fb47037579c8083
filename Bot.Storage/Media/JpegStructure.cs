using System.Buffers.Binary;

namespace Bot.Storage.Media;

/// <summary>Walks over the segments of a JPEG (ITU-T T.81, annex B): frame header, tables, scans, end mark.</summary>
/// <remarks>It walks and does not search, so the end mark of a thumbnail inside is not taken for the photo's own. What cameras append behind it does not
/// count.</remarks>
internal static class JpegStructure
{
    private const int StartOfImage = 2;

    public static ImageStructure Read(ReadOnlySpan<byte> bytes)
    {
        var (at, pixels) = (StartOfImage, 0L);
        var (quantised, scanned) = (false, false);
        JpegScan? sequential = null;
        var tables = new JpegScan();
        while (MarkerAt(bytes, ref at) is { } marker)
        {
            if (marker == 0xD9) return new(scanned, pixels);
            if (marker is 0x01 or (>= 0xD0 and <= 0xD7)) continue;
            if (SegmentAt(bytes, at) is not { } length) break;

            var segment = bytes.Slice(at + 2, length - 2);
            at += length;
            switch (marker)
            {
                case 0xDB:
                    quantised = true;
                    break;
                case 0xC0 or 0xC1 or 0xC2:
                    if (pixels > 0 || (pixels = PixelsOf(segment)) == 0) return ImageStructure.Broken;
                    if (marker == 0xC2) break;
                    sequential = tables;
                    sequential.SetFrame(segment);
                    break;
                case 0xC4:
                    if (!tables.AddTables(segment)) return ImageStructure.Broken;
                    break;
                case 0xDD:
                    tables.SetRestartInterval(segment);
                    break;

                // Lossless, hierarchical and arithmetic frames: none that a camera or a browser knows.
                case 0xC3 or (>= 0xC5 and <= 0xC7) or (>= 0xC9 and <= 0xCB) or (>= 0xCD and <= 0xCF):
                    return ImageStructure.Broken;
                case 0xDA:
                    var coded = CodedLength(bytes[at..]);
                    if (pixels == 0 || !quantised || segment.Length < 6 || coded == 0) return ImageStructure.Broken;
                    if (sequential is not null && !sequential.IsWhole(segment, bytes.Slice(at, coded))) return new(false, pixels);
                    scanned = true;
                    at += coded;
                    break;
            }
        }

        return new(false, pixels);
    }

    /// <summary>The next marker; null where something else stands or nothing is left.</summary>
    private static byte? MarkerAt(ReadOnlySpan<byte> bytes, ref int at)
    {
        if (at >= bytes.Length || bytes[at] != 0xFF) return null;

        while (at < bytes.Length && bytes[at] == 0xFF) at++;
        return at < bytes.Length && bytes[at] != 0 ? bytes[at++] : null;
    }

    /// <summary>The length of a segment with its own two bytes; null when it reaches beyond the end.</summary>
    private static int? SegmentAt(ReadOnlySpan<byte> bytes, int at)
    {
        if (bytes.Length - at < 2) return null;

        var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
        return length >= 2 && length <= bytes.Length - at ? length : null;
    }

    /// <summary>Precision, height, width, and three bytes for each component; 0 where that is not so.</summary>
    private static long PixelsOf(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < 9 || frame[5] is 0 or > 4 || frame.Length != 6 + (3 * frame[5])) return 0;
        return (long)BinaryPrimitives.ReadUInt16BigEndian(frame[1..]) * BinaryPrimitives.ReadUInt16BigEndian(frame[3..]);
    }

    /// <summary>Coded data up to the next marker: in it a 0xFF is followed by 0x00, by a restart marker, or by another 0xFF.</summary>
    private static int CodedLength(ReadOnlySpan<byte> rest)
    {
        for (var at = 0; ;)
        {
            var next = rest[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= rest.Length) return rest.Length;

            at += next;
            if (rest[at + 1] is not (0x00 or (>= 0xD0 and <= 0xD7) or 0xFF)) return at;
            at += rest[at + 1] == 0xFF ? 1 : 2;
        }
    }
}

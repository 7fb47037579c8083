using System.Buffers.Binary;

namespace Bot.Storage.Media;

/// <summary>Follows the coded data of a sequential JPEG (ITU-T T.81, annex F) from block to block without computing a pixel, so that damage in the middle is
/// seen: an unknown code, a block of more than 64 coefficients, restart marks out of order, data that ends before the picture does or goes on
/// behind it.</summary>
/// <remarks>Progressive pictures are not followed: their later scans make sense only with all coefficients of the earlier ones in memory.</remarks>
internal sealed class JpegScan
{
    private const int Coefficients = 64;

    private readonly HuffmanCodes?[] _tables = new HuffmanCodes?[8];

    private (byte Id, int Across, int Down)[] _components = [];
    private int _width, _height, _restartInterval;

    /// <summary>Tables of segment DHT: a class and a place each, how many codes of each length, and what they stand for.</summary>
    public bool AddTables(ReadOnlySpan<byte> segment)
    {
        while (segment.Length >= 17)
        {
            var place = segment[0];
            var lengths = segment[1..17];
            var count = 0;
            foreach (var one in lengths) count += one;
            if ((place & 0xF) > 3 || place >> 4 > 1 || count > 256 || segment.Length < 17 + count) return false;

            _tables[((place >> 4) * 4) + (place & 0xF)] = new(lengths, segment.Slice(17, count));
            segment = segment[(17 + count)..];
        }

        return segment.IsEmpty;
    }

    /// <summary>Segment DRI: a restart mark stands behind so many units.</summary>
    public void SetRestartInterval(ReadOnlySpan<byte> segment) => _restartInterval = segment.Length < 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(segment);

    /// <summary>Segment SOF0 or SOF1, whose shape has been looked at.</summary>
    public void SetFrame(ReadOnlySpan<byte> segment)
    {
        (_height, _width) = (BinaryPrimitives.ReadUInt16BigEndian(segment[1..]), BinaryPrimitives.ReadUInt16BigEndian(segment[3..]));
        _components = new (byte, int, int)[segment[5]];
        for (var i = 0; i < _components.Length; i++)
        {
            var part = segment.Slice(6 + (3 * i), 3);
            _components[i] = (part[0], part[1] >> 4, part[1] & 0xF);
        }
    }

    /// <summary>Whether the data behind a scan's header holds its blocks, all of them and hardly anything else.</summary>
    public bool IsWhole(ReadOnlySpan<byte> header, ReadOnlySpan<byte> coded)
    {
        if (_components.Any(one => one.Across is 0 or > 4 || one.Down is 0 or > 4)) return false;
        var count = header[0];
        if (count is 0 or > 4 || header.Length < 4 + (2 * count)) return false;

        var (most, mostDown) = (_components.Max(one => one.Across), _components.Max(one => one.Down));
        var blocks = new List<(HuffmanCodes Dc, HuffmanCodes Ac)>();
        var units = 0L;
        for (var i = 0; i < count; i++)
        {
            var (id, places) = (header[1 + (2 * i)], header[2 + (2 * i)]);
            var at = Array.FindIndex(_components, one => one.Id == id);
            if (at < 0 || places >> 4 > 3 || (places & 0xF) > 3) return false;
            if (_tables[places >> 4] is not { } dc || _tables[4 + (places & 0xF)] is not { } ac) return false;

            var (_, across, down) = _components[at];
            // A scan of one component has its blocks only, one of several all blocks of a unit.
            var here = count == 1 ? 1 : across * down;
            units = count == 1
                ? (long)Blocks(Share(_width, across, most)) * Blocks(Share(_height, down, mostDown))
                : (long)Blocks(Share(_width, 1, most)) * Blocks(Share(_height, 1, mostDown));
            blocks.AddRange(Enumerable.Repeat((dc, ac), here));
        }

        return Follow(coded, [.. blocks], units);
    }

    private static int Share(int size, int samples, int most) => ((size * samples) + most - 1) / most;

    private static int Blocks(int size) => (size + 7) / 8;

    private bool Follow(ReadOnlySpan<byte> coded, ReadOnlySpan<(HuffmanCodes Dc, HuffmanCodes Ac)> blocks, long units)
    {
        var bits = new BitReader(coded);
        var restarts = 0;
        for (var unit = 0L; unit < units; unit++)
        {
            if (_restartInterval > 0 && unit > 0 && unit % _restartInterval == 0 && !bits.TryRestart(restarts++ % 8)) return false;
            foreach (var (dc, ac) in blocks)
            {
                if (!SkipBlock(ref bits, dc, ac)) return false;
            }
        }

        return bits.IsNearEnd;
    }

    private static bool SkipBlock(ref BitReader bits, HuffmanCodes dc, HuffmanCodes ac)
    {
        // The difference of the first coefficient has at most 11 bits, 15 where samples have 12.
        var size = dc.Read(ref bits);
        if (size is < 0 or > 15 || !bits.TrySkip(size)) return false;

        for (var at = 1; at < Coefficients;)
        {
            var symbol = ac.Read(ref bits);
            if (symbol < 0) return false;

            var (run, length) = (symbol >> 4, symbol & 0xF);
            if (length == 0 && run < 15) return true;

            at += run + 1;
            if (at > Coefficients || !bits.TrySkip(length)) return false;
        }

        return true;
    }
}

namespace Bot.Storage.Media;

/// <summary>A table of codes of a JPEG (ITU-T T.81, annex C): the codes of one length follow each other.</summary>
internal sealed class HuffmanCodes
{
    private const int Longest = 16;

    /// <summary>Codes of so many bits are looked up at once.</summary>
    private const int Short = 9;

    private readonly byte[] _symbols;
    private readonly int[] _behindLast = new int[Longest + 1];
    private readonly int[] _toPlace = new int[Longest + 1];

    /// <summary>Symbol and length of the code that so many bits begin with; 0 where it is longer.</summary>
    private readonly ushort[] _quick = new ushort[1 << Short];

    /// <param name="lengths">How many codes there are of each length, from 1 to 16 bits.</param>
    public HuffmanCodes(ReadOnlySpan<byte> lengths, ReadOnlySpan<byte> symbols)
    {
        _symbols = symbols.ToArray();
        var (code, place) = (0, 0);
        for (var length = 1; length <= Longest; length++)
        {
            _toPlace[length] = place - code;
            for (var i = 0; i < lengths[length - 1]; i++, code++, place++)
            {
                if (length <= Short && code < 1 << length)
                    Array.Fill(_quick, (ushort)((symbols[place] << 8) | length), code << (Short - length), 1 << (Short - length));
            }

            _behindLast[length] = code;
            code <<= 1;
        }
    }

    /// <summary>The next symbol; -1 where no code stands, or nothing any more.</summary>
    public int Read(ref BitReader bits)
    {
        if (_quick[bits.Peek(Short)] is var known and > 0) return bits.TrySkip(known & 0xFF) ? known >> 8 : -1;

        var code = bits.Peek(Longest);
        for (var length = Short + 1; length <= Longest; length++)
        {
            var begun = code >> (Longest - length);
            if (begun < _behindLast[length] && _toPlace[length] + begun is var place and >= 0 && place < _symbols.Length)
                return bits.TrySkip(length) ? _symbols[place] : -1;
        }

        return -1;
    }
}

/// <summary>Reads coded data bit by bit; a zero byte behind 0xFF is no data (ITU-T T.81, F.1.2.3).</summary>
internal ref struct BitReader(ReadOnlySpan<byte> coded)
{
    private readonly ReadOnlySpan<byte> _coded = coded;
    private int _at;
    private ulong _bits;
    private int _count;

    /// <summary>What is left may fill up the last byte, and a word of a camera that writes in words.</summary>
    public bool IsNearEnd => _coded.Length - _at + (_count / 8) < sizeof(long);

    /// <summary>The next bits, with ones where the data ends.</summary>
    public int Peek(int count)
    {
        Fill();
        return _count >= count
            ? (int)(_bits >> (_count - count)) & ((1 << count) - 1)
            : (int)((_bits << (count - _count)) | (uint)((1 << (count - _count)) - 1)) & ((1 << count) - 1);
    }

    /// <summary>False where so many bits are not there.</summary>
    public bool TrySkip(int count)
    {
        Fill();
        if (_count < count) return false;

        _count -= count;
        return true;
    }

    /// <summary>Drops the rest of a byte and takes the restart mark of this number.</summary>
    public bool TryRestart(int number)
    {
        // Whole bytes that were read ahead are given back: none is left where the data is sound.
        if (_count >= 8) return false;
        _count = 0;
        while (_at + 1 < _coded.Length && _coded[_at] == 0xFF && _coded[_at + 1] == 0xFF) _at++;
        if (_at + 1 >= _coded.Length || _coded[_at] != 0xFF || _coded[_at + 1] != 0xD0 + number) return false;

        _at += 2;
        return true;
    }

    private void Fill()
    {
        while (_count <= 48 && _at < _coded.Length)
        {
            var one = _coded[_at];
            if (one == 0xFF && !(_at + 1 < _coded.Length && _coded[_at + 1] == 0)) return;

            _at += one == 0xFF ? 2 : 1;
            _bits = (_bits << 8) | one;
            _count += 8;
        }
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Bot.Engine.Serialization;

/// <summary>Finds the end of a record or list, and the commas between what stands in it, 64 bytes at a step.</summary>
/// <remarks>
/// After Langdale and Lemire, "Parsing Gigabytes of JSON per Second" (2019): one bit per byte tells quotes and brackets apart, and a running xor over the
/// quotes' bits tells what stands inside a text.
/// </remarks>
internal static class JsonNesting
{
    private const int Block = 64;

    // { and [ differ in one bit only, as } and ] do.
    private const byte CaseBit = 0x20;

    /// <summary>The length up to the bracket that closes the first one; -1 when it is never closed.</summary>
    /// <param name="partings">Takes where the commas between its own values stand, those inside of the values left out, as long as there is room.</param>
    /// <param name="parted">How many such commas there are.</param>
    /// <param name="bare">Whether anything stands in it that is neither text nor record nor list: a number, true, null.</param>
    public static int LengthOf(ReadOnlySpan<byte> json, Span<int> partings, out int parted, out bool bare)
    {
        (parted, bare) = (0, false);
        var (depth, inText, escaped) = (0, 0UL, false);

        // What is shorter than a block, with gaps behind it.
        Span<byte> last = stackalloc byte[Block];
        for (var at = 0; at < json.Length; at += Block)
        {
            scoped var block = json[at..];
            if (block.Length < Block)
            {
                block.CopyTo(last);
                block = last;
            }

            var signs = Vector512.Create(block);
            var folded = signs | Vector512.Create(CaseBit);
            var quotes = Where(signs, '"');
            var text = RunningXor(quotes & ~Escaped(Where(signs, '\\'), ref escaped)) ^ inText;
            inText = (ulong)((long)text >> 63);
            var opens = Where(folded, '{') & ~text;
            var closes = Where(folded, '}') & ~text;
            var commas = Where(signs, ',') & ~text;
            var gaps = Vector512.Equals(signs, Vector512.Create((byte)':')) | Vector512.LessThanOrEqual(signs, Vector512.Create((byte)' '));
            var others = ~(text | quotes | opens | closes | commas | gaps.ExtractMostSignificantBits());
            if (BitOperations.PopCount(closes) < depth - 1)
            {
                bare |= others != 0;
                depth += BitOperations.PopCount(opens) - BitOperations.PopCount(closes);
                continue;
            }

            for (var brackets = opens | closes; brackets != 0; brackets &= brackets - 1)
            {
                var sign = BitOperations.TrailingZeroCount(brackets);
                var before = (1UL << sign) - 1;
                if (depth == 1) Note(commas & before, at, partings, ref parted);
                commas &= ~before;
                depth += (opens >> sign & 1) != 0 ? 1 : -1;
                if (depth > 0) continue;

                bare |= (others & before) != 0;
                return at + sign + 1;
            }

            if (depth == 1) Note(commas, at, partings, ref parted);
            bare |= others != 0;
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Note(ulong commas, int at, Span<int> partings, ref int parted)
    {
        var noted = parted;
        parted += BitOperations.PopCount(commas);
        for (; commas != 0 && noted < partings.Length; commas &= commas - 1) partings[noted++] = at + BitOperations.TrailingZeroCount(commas);
    }

    /// <summary>Bits of signs behind an odd run of backslashes. Backslashes are rare here, so one after the other will do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Escaped(ulong backslashes, ref bool carried) => backslashes == 0 && !carried ? 0 : EscapedSigns(backslashes, ref carried);

    private static ulong EscapedSigns(ulong backslashes, ref bool carried)
    {
        var escaped = carried ? 1UL : 0;
        for (var sign = 0; sign < Block - 1; sign++)
        {
            if ((backslashes >> sign & 1) != 0 && (escaped >> sign & 1) == 0)
                escaped |= 1UL << (sign + 1);
        }

        carried = (backslashes >> (Block - 1) & 1) != 0 && (escaped >> (Block - 1) & 1) == 0;
        return escaped;
    }

    /// <summary>Each bit is the xor of all up to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong RunningXor(ulong bits)
    {
        // Multiplied by all ones without carrying.
        if (Pclmulqdq.IsSupported) return Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0).ToScalar();

        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }

    /// <summary>One bit per byte of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Where(Vector512<byte> signs, char sign) => Vector512.Equals(signs, Vector512.Create((byte)sign)).ExtractMostSignificantBits();
}

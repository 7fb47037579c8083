using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Bot.Products.Fastag.Inputs;

/// <summary>The id in a FASTag's chip (EPC): 24 hex digits, from and to the printed barcode.</summary>
/// <remarks>
/// 96 bits of a GS1 GIAI-96: header 0x34 (8 bits), filter 0 (3), partition 5 (3), company prefix 8907272 (24), constant 1 (5),
/// issuer (20), key index (8), serial (20), zero (5). Source: GS1 EPC Tag Data Standard, and published pairs of barcode and tag id.
/// </remarks>
public static class TagId
{
    private const int HexDigits = 24;
    private const int IssuerBits = 20;
    private const int KeyBits = 8;
    private const int SerialBits = 20;
    private const int TailBits = 5;
    private const int PayloadBits = IssuerBits + KeyBits + SerialBits + TailBits;

    // Header, filter, partition, company prefix and the constant: the same in every tag.
    private const ulong Head = ((((((0x34UL << 3) | 0) << 3) | 5) << 24 | 8907272) << 5) | 1;

    /// <summary>24 upper-case hex digits, or null where the barcode's key index or serial has no room in a chip.</summary>
    public static string? Of(Barcode barcode)
    {
        if (!Fits(barcode.Issuer, IssuerBits) || !Fits(barcode.KeyIndex, KeyBits) || !Fits(barcode.Serial, SerialBits)) return null;

        var bits = (UInt128)Head;
        bits = (bits << IssuerBits) | (UInt128)barcode.Issuer;
        bits = (bits << KeyBits) | (UInt128)barcode.KeyIndex;
        bits = (bits << SerialBits) | (UInt128)barcode.Serial;
        return (bits << TailBits).ToString("X24", CultureInfo.InvariantCulture);
    }

    /// <summary>The barcode of a tag id in either case; false for an id that is not a FASTag's.</summary>
    public static bool TryParse(string? tagId, [NotNullWhen(true)] out Barcode? barcode)
    {
        barcode = null;
        if (tagId?.Length != HexDigits) return false;
        if (!UInt128.TryParse(tagId, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits)) return false;
        if (bits >> PayloadBits != Head || Take(bits, 0, TailBits) != 0) return false;

        var issuer = Take(bits, TailBits + SerialBits + KeyBits, IssuerBits);
        if (issuer > 999_999) return false;

        barcode = new(issuer, Take(bits, TailBits + SerialBits, KeyBits), Take(bits, TailBits, SerialBits));
        return true;
    }

    private static bool Fits(int number, int bits) => number >= 0 && number < 1 << bits;

    private static int Take(UInt128 bits, int from, int count) => (int)((bits >> from) & ((UInt128.One << count) - 1));
}

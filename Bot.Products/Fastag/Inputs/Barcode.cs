using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Bot.Products.Fastag.Inputs;

/// <summary>The barcode printed on a FASTag: issuer (6 digits), key index (3), serial (7), as <c>608116-009-0132331</c>.</summary>
/// <param name="Issuer">Issuer identification number of the bank, 0-999999.</param>
/// <param name="KeyIndex">0-999; a tag's chip holds 0-255.</param>
/// <param name="Serial">0-9999999; a tag's chip holds up to 1048575.</param>
public sealed record Barcode(int Issuer, int KeyIndex, int Serial)
{
    private const int IssuerDigits = 6;
    private const int KeyDigits = 3;
    private const int SerialDigits = 7;

    /// <summary>
    /// The chip's tag id for this barcode (see <see cref="TagId"/>), or null for one that a chip cannot hold: such a barcode is right, but cannot be compared.
    /// </summary>
    public string? TagId => Inputs.TagId.Of(this);

    /// <summary>Reads 16 digits, with both hyphens or none.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Barcode? barcode)
    {
        barcode = null;
        var rest = text.AsSpan().Trim();
        var hyphens = rest.Length == IssuerDigits + KeyDigits + SerialDigits + 2 ? 1 : 0;
        if (rest.Length != IssuerDigits + KeyDigits + SerialDigits + (2 * hyphens)) return false;
        if (hyphens == 1 && (rest[IssuerDigits] != '-' || rest[IssuerDigits + 1 + KeyDigits] != '-')) return false;

        if (!TryNumber(rest[..IssuerDigits], out var issuer)) return false;
        if (!TryNumber(rest.Slice(IssuerDigits + hyphens, KeyDigits), out var key)) return false;
        if (!TryNumber(rest[^SerialDigits..], out var serial)) return false;

        barcode = new(issuer, key, serial);
        return true;
    }

    /// <summary>As printed: <c>608116-009-0132331</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Issuer:D6}-{KeyIndex:D3}-{Serial:D7}");

    private static bool TryNumber(ReadOnlySpan<char> digits, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}

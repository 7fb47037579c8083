using System.Globalization;
using System.Text;

namespace Bot.Engine.Inputs;

/// <summary>What the signs of keyboards, fonts and contact cards stand for.</summary>
internal static class Signs
{
    /// <summary>
    /// Nothing that a reader sees: what Unicode calls ignorable by default, format characters of any plane, fillers, the blank of Braille; and what only
    /// dresses a sign: variation selectors, the frame of a keycap, skin tones.
    /// </summary>
    public static bool IsInvisible(Rune rune) =>
        rune.Value is >= 0xFE00 and <= 0xFE0F or 0x20E3 or 0x034F or 0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0
            or 0x17B4 or 0x17B5 or >= 0x180B and <= 0x180F or 0x2065 or >= 0xFFF0 and <= 0xFFF8
            or >= 0x1F3FB and <= 0x1F3FF or >= 0xE0000 and <= 0xE0FFF
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;

    public static bool IsDash(Rune rune) =>
        rune.Value is '-' or 0x2212 or 0x2043 or 0xFE63 or 0xFF0D || Rune.GetUnicodeCategory(rune) == UnicodeCategory.DashPunctuation;

    /// <summary>A sign that stands on the one before it and has no place of its own: accents, vowel signs, what joins letters or varies them.</summary>
    public static bool IsMark(Rune rune) =>
        rune.Value is 0x200C or 0x200D
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    /// <summary>Apostrophes, and what stands in their place: curly, primes, accents that stand alone, the backtick.</summary>
    public static bool IsApostrophe(Rune rune) => rune.Value is '\'' or '`' or >= 0x2018 and <= 0x201B or 0x2032 or 0x2035 or 0x00B4
        or 0x02B9 or 0x02BB or 0x02BC or 0x02BD or 0x02BE or 0x02BF or 0x055A or 0xA78B or 0xA78C or 0x02C8 or 0x02CA or 0x02CB or 0xFF07 or 0xFF40;

    public static bool IsQuote(Rune rune) => rune.Value is '"' or >= 0x201C and <= 0x201F or 0x2033 or 0x2036 or 0x00AB or 0x00BB or 0x2039 or 0x203A or 0xFF02;

    /// <summary>
    /// A digit of any script, and letters and digits that fonts and keyboards draw otherwise: full width, bold, circled, raised. Empty for all others.
    /// </summary>
    public static string Ascii(Rune rune) => rune.Value switch
    {
        >= 0xFF01 and <= 0xFF5E => Of(rune.Value - 0xFEE0),
        // Mathematical alphabets, 52 letters each, and digits, 10 each.
        >= 0x1D400 and <= 0x1D6A3 => Letter((rune.Value - 0x1D400) % 52),
        >= 0x1D7CE and <= 0x1D7FF => Of('0' + ((rune.Value - 0x1D7CE) % 10)),
        >= 0x2460 and <= 0x2473 => Count(rune.Value - 0x2460 + 1),
        >= 0x2474 and <= 0x2487 => Count(rune.Value - 0x2474 + 1),
        >= 0x2488 and <= 0x249B => Count(rune.Value - 0x2488 + 1),
        >= 0x2776 and <= 0x277F => Count(rune.Value - 0x2776 + 1),
        >= 0x2780 and <= 0x2789 => Count(rune.Value - 0x2780 + 1),
        >= 0x278A and <= 0x2793 => Count(rune.Value - 0x278A + 1),
        0x1F51F => "10",
        >= 0x249C and <= 0x24B5 => Letter(rune.Value - 0x249C + 26),
        >= 0x24B6 and <= 0x24CF => Letter(rune.Value - 0x24B6),
        >= 0x24D0 and <= 0x24E9 => Letter(rune.Value - 0x24D0 + 26),
        >= 0x1F130 and <= 0x1F149 => Letter(rune.Value - 0x1F130),
        >= 0x1F150 and <= 0x1F169 => Letter(rune.Value - 0x1F150),
        >= 0x1F170 and <= 0x1F189 => Letter(rune.Value - 0x1F170),
        >= 0x1D00 and <= 0x1D7A or >= 0x0250 and <= 0x02E3 or >= 0x2071 and <= 0x2131 or >= 0xA730 and <= 0xA731 => LetterOf(Drawn, rune),
        0xFB00 => "ff",
        0xFB01 => "fi",
        0xFB02 => "fl",
        _ => Digit(rune),
    };

    /// <summary>Letters that fonts draw otherwise and that stand in no row of their alphabet: small capitals, raised ones, and those letters of the
    /// mathematical alphabets that Unicode already had elsewhere.</summary>
    private const string Drawn =
        "AᴀBʙCᴄDᴅEᴇGɢHʜIɪJᴊKᴋLʟMᴍNɴOᴏPᴘRʀTᴛUᴜVᴠWᴡYʏZᴢFꜰSꜱ"
        + "aᵃbᵇdᵈeᵉgᵍkᵏmᵐoᵒpᵖtᵗuᵘvᵛhʰjʲrʳwʷyʸlˡsˢxˣiⁱnⁿAᴬBᴮDᴰEᴱGᴳHᴴIᴵJᴶKᴷLᴸMᴹNᴺOᴼPᴾRᴿTᵀUᵁWᵂ"
        + "hℎBℬEℰFℱHℋIℐLℒMℳRℛeℯgℊoℴCℭHℌIℑRℜZℨCℂHℍNℕPℙQℚRℝZℤl\u2113";

    private static string LetterOf(string pairs, Rune rune)
    {
        var at = rune.IsBmp ? pairs.IndexOf((char)rune.Value, StringComparison.Ordinal) : -1;
        return at > 0 ? Of(pairs[at - 1]) : Digit(rune);
    }

    private static string Digit(Rune rune)
    {
        if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherNumber)) return "";

        var value = Rune.GetNumericValue(rune);
        return value is >= 0 and <= 9 && value == Math.Truncate(value) && (Rune.IsDigit(rune) || IsRaised(rune)) ? Of('0' + (int)value) : "";
    }

    private static bool IsRaised(Rune rune) => rune.Value is 0xB2 or 0xB3 or 0xB9 or 0x2070 or >= 0x2074 and <= 0x2079 or >= 0x2080 and <= 0x2089;

    private static string Letter(int place) => Of(place < 26 ? 'A' + place : 'a' + place - 26);

    private static string Count(int number) => number < 10 ? Of('0' + number) : number.ToString(CultureInfo.InvariantCulture);

    // One string for each ASCII character, made once.
    private static readonly string[] AsciiCharacters = [.. Enumerable.Range(0, 128).Select(code => ((char)code).ToString())];

    private static string Of(int code) => AsciiCharacters[code];
}

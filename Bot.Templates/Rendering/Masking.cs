using System.Globalization;
using System.Text;

namespace Bot.Templates.Rendering;

/// <summary>Covers a personal value so that its owner knows it again and no one else learns it.</summary>
public static class Masking
{
    private const int Kept = 4;
    private const int LongEnoughToKeep = 8;

    /// <summary>
    /// Dates become <c>XX-XX-XXXX</c>. Of anything else the last four characters stay if it has at least eight
    /// (<c>XXXXXX234E</c>, <c>XXXXXX3210</c>), none if it is shorter. Spaces and hyphens stay where they are.
    /// </summary>
    public static string Mask(string value) => Mask(value, Kept);

    /// <summary>As <see cref="Mask(string)"/>, and no character stays however many there are.</summary>
    public static string MaskWhole(string value) => Mask(value, 0);

    /// <summary>Whether none of a value's characters stay. A format may only make it look longer.</summary>
    public static bool IsShort(string value) => StringInfo.ParseCombiningCharacters(value).Length < LongEnoughToKeep;

    private static string Mask(string value, int kept)
    {
        if (IsDate(value)) return "XX-XX-XXXX";

        // Whole text elements: half a letter with its vowel sign would be no letter.
        var starts = StringInfo.ParseCombiningCharacters(value);
        var open = starts.Length >= LongEnoughToKeep ? starts.Length - kept : starts.Length;
        var masked = new StringBuilder(value.Length);
        for (var i = 0; i < open; i++) masked.Append(value[starts[i]] is ' ' or '-' ? value[starts[i]] : 'X');
        if (open < starts.Length) masked.Append(value, starts[open], value.Length - starts[open]);
        return masked.ToString();
    }

    /// <summary>ISO, or day-month-year with hyphens, slashes or dots.</summary>
    private static bool IsDate(string value) => value.Length == 10 && (HasForm(value, "0000-00-00") || HasForm(value, "00-00-0000") || HasForm(value, "00/00/0000") || HasForm(value, "00.00.0000"));

    private static bool HasForm(string value, string form)
    {
        for (var i = 0; i < form.Length; i++)
            if (form[i] == '0' ? !char.IsAsciiDigit(value[i]) : value[i] != form[i])
                return false;
        return true;
    }
}

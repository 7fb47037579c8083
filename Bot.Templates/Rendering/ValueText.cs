using System.Text;

namespace Bot.Templates.Rendering;

/// <summary>Writes one value: formatted, and masked where it is personal.</summary>
internal static class ValueText
{
    /// <summary>The longest label key that is put together without allocating.</summary>
    private const int ShortKey = 128;

    public static void Write(StringBuilder buffer, ValueFormat format, bool masked, string path, string text, ILabels labels)
    {
        var shown = format == ValueFormat.Label ? Label(path, text, labels) : text;
        if (!masked)
        {
            WriteFormatted(buffer, format, shown);
            return;
        }

        var whole = new StringBuilder();
        WriteFormatted(whole, format, shown);
        buffer.Append(Masking.IsShort(text) ? Masking.MaskWhole(whole.ToString()) : Masking.Mask(whole.ToString()));
    }

    private static void WriteFormatted(StringBuilder buffer, ValueFormat format, string text)
    {
        switch (format)
        {
            case ValueFormat.Money: WriteMoney(buffer, text); break;
            case ValueFormat.Date: WriteDate(buffer, text); break;
            case ValueFormat.Mobile: WriteMobile(buffer, text); break;
            default: buffer.Append(text); break;
        }
    }

    /// <summary>
    /// Indian grouping: three digits at the end, twos before them. Paise are dropped when they are none. Anything that is no amount stays as it is.
    /// </summary>
    private static void WriteMoney(StringBuilder buffer, string text)
    {
        var sign = text.StartsWith('-') ? 1 : 0;
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = text.AsSpan(sign, (point < 0 ? text.Length : point) - sign);
        var fraction = point < 0 ? default : text.AsSpan(point + 1);
        if (whole.IsEmpty || !AreDigits(whole) || !AreDigits(fraction))
        {
            buffer.Append(text);
            return;
        }

        buffer.Append(text.AsSpan(0, sign));
        for (var i = 0; i < whole.Length; i++)
        {
            var left = whole.Length - i;
            if (i > 0 && left >= 3 && left % 2 == 1) buffer.Append(',');
            buffer.Append(whole[i]);
        }

        if (fraction.ContainsAnyExcept('0')) buffer.Append('.').Append(fraction).Append('0', Math.Max(0, 2 - fraction.Length));
    }

    /// <summary>A date, or the date of a moment, in ISO form becomes day-month-year.</summary>
    private static void WriteDate(StringBuilder buffer, string text)
    {
        var iso = text.Length >= 10 && text[4] == '-' && text[7] == '-' && (text.Length == 10 || text[10] is 'T' or ' ')
            && AreDigits(text.AsSpan(0, 4)) && AreDigits(text.AsSpan(5, 2)) && AreDigits(text.AsSpan(8, 2));
        if (iso) buffer.Append(text, 8, 2).Append('-').Append(text, 5, 2).Append('-').Append(text, 0, 4);
        else buffer.Append(text);
    }

    /// <summary>The last ten digits of a number; anything with fewer stays as it is.</summary>
    private static void WriteMobile(StringBuilder buffer, string text)
    {
        const int Length = 10;
        var digits = 0;
        foreach (var sign in text)
            if (char.IsAsciiDigit(sign))
                digits++;

        if (digits < Length)
        {
            buffer.Append(text);
            return;
        }

        var skip = digits - Length;
        foreach (var sign in text)
            if (char.IsAsciiDigit(sign) && skip-- <= 0)
                buffer.Append(sign);
    }

    private static string Label(string path, string value, ILabels labels)
    {
        var length = path.Length + 1 + value.Length;
        if (length > ShortKey) return labels.LabelText($"{path}.{value}") ?? value;

        Span<char> key = stackalloc char[length];
        path.CopyTo(key);
        key[path.Length] = '.';
        value.CopyTo(key[(path.Length + 1)..]);
        return labels.LabelText(key) ?? value;
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}

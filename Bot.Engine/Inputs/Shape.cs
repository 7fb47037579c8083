namespace Bot.Engine.Inputs;

/// <summary>Fixed shapes of document numbers: <c>A</c> stands for one of A-Z, <c>9</c> for one of 0-9, anything else for itself.</summary>
public static class Shape
{
    /// <summary>Whether a text has a shape, from the first character to the last.</summary>
    public static bool Matches(ReadOnlySpan<char> text, ReadOnlySpan<char> shape)
    {
        if (text.Length != shape.Length) return false;

        for (var i = 0; i < shape.Length; i++)
            if (!Matches(text[i], shape[i]))
                return false;
        return true;
    }

    /// <summary>With the digits 0 and 1 for the letters O and I where the shape has a digit: cameras and people take one for the other. As it is where the text
    /// has another length or no digit at all.</summary>
    public static string WithDigits(string text, ReadOnlySpan<char> shape)
    {
        if (text.Length != shape.Length || !text.AsSpan().ContainsAny('O', 'I') || !text.AsSpan().ContainsAnyInRange('0', '9')) return text;

        Span<char> written = stackalloc char[text.Length];
        for (var i = 0; i < text.Length; i++) written[i] = (shape[i], text[i]) switch { ('9', 'O') => '0', ('9', 'I') => '1', (_, var c) => c };
        return new(written);
    }

    /// <summary>Only 0-9; an empty text too.</summary>
    public static bool IsDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    /// <summary>Only A-Z and 0-9; an empty text too.</summary>
    public static bool IsLettersAndDigits(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (!char.IsAsciiLetterUpper(c) && !char.IsAsciiDigit(c))
                return false;
        return true;
    }

    private static bool Matches(char c, char place) => place switch
    {
        'A' => char.IsAsciiLetterUpper(c),
        '9' => char.IsAsciiDigit(c),
        _ => c == place,
    };
}

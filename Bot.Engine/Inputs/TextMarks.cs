namespace Bot.Engine.Inputs;

/// <summary>WhatsApp's text marks: <c>*bold*</c>, <c>_slanted_</c>, <c>~struck~</c>, <c>`code`</c>, <c>```fixed```</c>. They travel along with what is
/// copied.</summary>
/// <remarks>A mark opens behind a boundary of words and closes before one; an underscore or a backtick inside a word is a sign of that word.</remarks>
internal static class TextMarks
{
    private const string Marks = "*_~`";

    /// <summary>Takes out marks that stand in pairs, in place.</summary>
    public static Span<char> Drop(Span<char> text)
    {
        if (!text.ContainsAny(Marks)) return text;

        // Marks nest: *_`482913`_*.
        while (true)
        {
            var length = text.Length;
            foreach (var mark in Marks) text = DropPairs(text, mark);
            if (text.Length == length) return text;
        }
    }

    private static Span<char> DropPairs(Span<char> text, char mark)
    {
        var at = 0;
        while (Open(text, mark, at) is var open and >= 0)
        {
            if (Close(text, mark, open) is not (var close and > 0)) break;

            text[(close + 1)..].CopyTo(text[close..]);
            text[(open + 1)..^1].CopyTo(text[open..]);
            text = text[..^2];
            at = close - 1;
        }
        return text;
    }

    private static int Open(ReadOnlySpan<char> text, char mark, int from)
    {
        for (var i = from; i < text.Length - 2; i++)
            if (text[i] == mark && text[i + 1] != ' ' && (i == 0 || !char.IsLetterOrDigit(text[i - 1])))
                return i;
        return -1;
    }

    private static int Close(ReadOnlySpan<char> text, char mark, int open)
    {
        for (var i = open + 2; i < text.Length; i++)
            if (text[i] == mark && text[i - 1] != ' ' && (i == text.Length - 1 || !char.IsLetterOrDigit(text[i + 1])))
                return i;
        return -1;
    }
}

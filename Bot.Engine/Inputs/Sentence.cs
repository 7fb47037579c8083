namespace Bot.Engine.Inputs;

/// <summary>Finds the one value in a sentence: <c>OTP is 482913</c>, <c>gaadi no MH 12 AB 1234 hai</c>.</summary>
/// <param name="MostTokens">So many words or groups of digits may make up a value.</param>
/// <param name="Alone">No digit may stand outside the value: in "20 to 30 lakh" there is no one amount.</param>
public sealed record Sentence(int MostTokens, bool Alone = false)
{
    /// <summary>What is longer is no answer with a few words around it.</summary>
    private const int LongestText = 600;

    private const int MostWords = 120;

    /// <summary>What is read in the longest part that can be read; null where there is none, or two parts say different things.</summary>
    internal Reading? Find(string text, Func<string, Reading> read)
    {
        if (text.Length > LongestText) return null;

        var plain = ChatText.Plain(text);
        var tokens = TokensOf(plain);
        if (tokens.Count is < 2 or > MostWords) return null;

        Accepted? found = null;
        var taken = new bool[tokens.Count];
        for (var count = Math.Min(MostTokens, tokens.Count); count > 0; count--)
            for (var first = 0; first + count <= tokens.Count; first++)
            {
                if (!MayBeValue(plain, tokens, first, count) || IsNegative(plain, tokens[first].Start) || taken.AsSpan(first, count).Contains(true)) continue;
                if (read(plain[tokens[first].Start..tokens[first + count - 1].End]) is not Accepted accepted) continue;
                if (found is not null && found.Value.Text != accepted.Value.Text) return null;

                found = accepted;
                taken.AsSpan(first, count).Fill(true);
            }
        return found;
    }

    /// <summary>It has a digit, and none stands next to it: that would be a longer number that is wrong.</summary>
    private bool MayBeValue(string plain, List<(int Start, int End)> tokens, int first, int count)
    {
        var any = false;
        for (var i = 0; i < tokens.Count; i++)
        {
            var (start, end) = tokens[i];
            var digits = plain.AsSpan(start, end - start).ContainsAnyInRange('0', '9');
            var within = i >= first && i < first + count;
            if (within) any |= digits;
            else if (digits && (Alone || i == first - 1 || i == first + count)) return false;
        }
        return any;
    }

    /// <summary>-50, but not "PIN - 50" and not 40-50.</summary>
    private static bool IsNegative(string plain, int start) => start > 0 && plain[start - 1] == '-' && (start == 1 || plain[start - 2] == ' ');

    private static List<(int Start, int End)> TokensOf(string plain)
    {
        var tokens = new List<(int, int)>();
        var start = -1;
        for (var i = 0; i <= plain.Length; i++)
        {
            var part = i < plain.Length && (plain[i] > '~' || char.IsAsciiLetterOrDigit(plain[i]) || plain[i] is '+' or '@' or '$');
            if (part && start < 0) start = i;
            if (part || start < 0) continue;

            tokens.Add((start, i));
            start = -1;
        }
        return tokens;
    }
}

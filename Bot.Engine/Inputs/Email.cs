namespace Bot.Engine.Inputs;

/// <summary>An e-mail address in ASCII. Canonical: lower case, so that it can be looked up.</summary>
/// <remarks>
/// The everyday part of RFC 5321: dot-atom local part of at most 64 characters, a domain of at least two labels, at most 254 in all. Quoted local parts and
/// addresses of machines are refused.
/// </remarks>
internal sealed class Email : InputType
{
    private const int LongestLocal = 64;
    private const int LongestLabel = 63;

    /// <summary>com, in, co.in: what is longer may be a word of the next sentence.</summary>
    private const int LongestEnding = 4;

    public override string Name => "email";

    public override string Accepts => "an e-mail address";

    public override string Example => "asha.rao@example.com";

    public override int LongestLength => 254;

    public override IReadOnlyList<string> MessageKeys => [Rejection(), Rejection("at"), Rejection("domain"), Rejection("length")];

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words)
    {
        var plain = WithoutName(ChatText.Plain(text).ToLowerInvariant());
        var read = ReadAddress(WithoutGaps(plain));
        return read is Accepted || !plain.Contains(' ') ? read : ReadInSentence(plain, words) ?? read;
    }

    private Reading ReadAddress(string address)
    {
        if (address.Length == 0) return NoValue();
        if (address.Length > LongestLength) return RejectedFor("length", address.Length);

        var at = address.IndexOf('@', StringComparison.Ordinal);
        if (at < 0 || address.LastIndexOf('@') != at) return new Rejected(Rejection("at"));
        if (!IsLocal(address.AsSpan(0, at))) return NoValue();
        return IsDomain(address.AsSpan(at + 1)) ? new Accepted(address) : new Rejected(Rejection("domain"));
    }

    /// <summary>As mail programs and links write it: Asha Rao &lt;asha@example.com&gt;, mailto:asha@example.com.</summary>
    private static string WithoutName(string plain)
    {
        var open = plain.IndexOf('<', StringComparison.Ordinal);
        var close = plain.LastIndexOf('>');
        if (open >= 0 && close > open && plain.AsSpan(open, close - open).Count('@') == 1) plain = plain[(open + 1)..close];
        const string link = "mailto:";
        return plain.StartsWith(link, StringComparison.Ordinal) ? plain[link.Length..] : plain;
    }

    /// <summary>Keyboards put a space beside the sign, and a comma where the dot of the domain is meant.</summary>
    private static string WithoutGaps(string text)
    {
        if (text.AsSpan().Count('@') != 1 || !text.AsSpan().ContainsAny(' ', ',')) return text;

        var closed = text.Replace(" @", "@", StringComparison.Ordinal).Replace("@ ", "@", StringComparison.Ordinal);
        var at = closed.IndexOf('@', StringComparison.Ordinal);
        var domain = closed[at..];
        // Behind a full stop keyboards begin a new word.
        if (domain.IndexOf(". ", StringComparison.Ordinal) is var stop and > 0 && domain.IndexOf('.', StringComparison.Ordinal) == stop
            && domain[(stop + 2)..].Split('.').All(label => label.Length is > 1 and <= LongestEnding))
        {
            domain = domain.Remove(stop + 1, 1);
            closed = closed[..at] + domain;
        }
        return domain.Contains(' ', StringComparison.Ordinal) ? closed : closed[..at] + domain.Replace(',', '.');
    }

    /// <summary>"my mail is asha@example.com": only behind a word that says so, else "asha rao@example.com" would be another person's address.</summary>
    private Accepted? ReadInSentence(string plain, IAnswerWords words)
    {
        var parts = plain.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindIndex(parts, part => part.Contains('@', StringComparison.Ordinal));
        if (at < 0 || Array.FindLastIndex(parts, part => part.Contains('@', StringComparison.Ordinal)) != at) return null;
        if (at > 0 && parts[at - 1] is not [.., ':' or '-' or '='] && words.MeaningOf(WordGroups.Label, parts[at - 1]) is null) return null;
        return ReadAddress(WithoutGaps(ChatText.Plain(parts[at]))) as Accepted;
    }

    private static bool IsLocal(ReadOnlySpan<char> local)
    {
        if (local.Length is 0 or > LongestLocal || local[0] == '.' || local[^1] == '.') return false;

        for (var i = 0; i < local.Length; i++)
        {
            if (local[i] == '.' ? local[i - 1] == '.' : !IsAtom(local[i])) return false;
        }
        return true;
    }

    private static bool IsAtom(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~".Contains(c);

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        var labels = 0;
        var last = domain;
        foreach (var range in domain.Split('.'))
        {
            last = domain[range];
            if (!IsLabel(last)) return false;
            labels++;
        }
        return labels >= 2 && last.Length >= 2 && !Shape.IsDigits(last);
    }

    private static bool IsLabel(ReadOnlySpan<char> label)
    {
        if (label.Length is 0 or > LongestLabel || label[0] == '-' || label[^1] == '-') return false;

        foreach (var c in label)
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                return false;
        return true;
    }
}

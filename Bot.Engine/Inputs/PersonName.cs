using System.Buffers;
using System.Globalization;
using System.Text;

namespace Bot.Engine.Inputs;

/// <summary>
/// A person's name or part of one, in any script: letters, with spaces, hyphens, apostrophes, brackets and each script's own signs between them. Kept as
/// typed, without a title, the sentence around it and a closing stop.
/// </summary>
internal sealed class PersonName : InputType
{
    /// <summary>A longer text with a word that no name has is a sentence.</summary>
    private const int MostWordsBefore = 5;

    private const int MostWordsBehind = 4;

    public override string Name => "personName";

    public override string Accepts => "a name of letters in any script, at most 100 characters";

    public override string Example => "Asha";

    public override int LongestLength => 100;

    public override bool TakesWords => true;

    public override bool IsName => true;

    public override IReadOnlyList<string> MessageKeys => [Rejection(), Rejection("letters"), Rejection("length"), Rejection("sentence")];

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words)
    {
        // A spreadsheet takes it for a formula, and a person writes no name so.
        if (text.AsSpan().TrimStart() is ['=' or '+' or '@', not ' ', ..]) return new Rejected(Rejection("letters"));

        var typed = Straight(ChatText.Prose(text)).Replace(" / ", "/", StringComparison.Ordinal);
        var name = Peeled(typed, words);
        if (name.Length == 0) return NoValue();
        if (name.Length > LongestLength) return RejectedFor("length", name.Length);
        if (IsSentence(name, words)) return new Rejected(Rejection("sentence"));
        return HasLettersAndSigns(name, words) ? new Accepted(name) : new Rejected(Rejection("letters"));
    }

    /// <summary>With one kind of apostrophe and hyphen: partners know no other.</summary>
    private static string Straight(string name)
    {
        StringBuilder? straight = null;
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            var plain = !Rune.TryCreate(c, out var rune) ? c : Signs.IsApostrophe(rune) ? '\'' : Signs.IsDash(rune) ? '-' : c;
            if (plain != c) straight ??= new(name);
            if (plain != c) straight![i] = plain;
        }
        return straight?.ToString() ?? name;
    }

    /// <summary>Without "my name is", "Mr." and the stop behind: what can be peeled off until nothing comes off any more.</summary>
    private static string Peeled(string name, IAnswerWords words)
    {
        while (true)
        {
            var rest = WithoutStop(Undressed(name));
            rest = WithoutBefore(rest, words);
            rest = WithoutBehind(rest, words);
            if (rest.Length == name.Length) return name;
            name = rest.ToString();
        }
    }

    /// <summary>Without quotation marks, bullets, pictures and brackets around it.</summary>
    private static ReadOnlySpan<char> Undressed(ReadOnlySpan<char> name)
    {
        while (Rune.DecodeFromUtf16(name, out var first, out var length) == OperationStatus.Done && IsDress(first)) name = name[length..];
        while (Rune.DecodeLastFromUtf16(name, out var last, out var length) == OperationStatus.Done && IsDress(last)) name = name[..^length];
        if (name is ['>', ' ', ..]) name = name[2..];
        if (name.Trim("- ") is { IsEmpty: false } undashed) name = undashed;
        return name is ['(', .., ')'] or ['[', .., ']'] && !name[1..^1].ContainsAny("()[]") ? name[1..^1] : name;
    }

    private static bool IsDress(Rune rune) =>
        rune.Value <= '~' ? " ,\"':;=*~|#".Contains((char)rune.Value)
        : rune.Value is '•' or '·' || Signs.IsQuote(rune) || Signs.IsInvisible(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol;

    /// <summary>"Ravi." is Ravi; the dot of an initial stays.</summary>
    private static ReadOnlySpan<char> WithoutStop(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || name[^1] is not ('.' or '।' or '!' or '…')) return name;
        if (name[^1] != '.') return name[..^1];

        var word = name[..^1];
        var start = word.LastIndexOfAny(' ', '.') + 1;
        var letters = 0;
        foreach (var rune in word[start..].EnumerateRunes())
            if (Rune.IsLetter(rune))
                letters++;
        return letters > 1 || word.IsEmpty ? word : name;
    }

    private static ReadOnlySpan<char> WithoutBefore(ReadOnlySpan<char> name, IAnswerWords words)
    {
        var peeled = name;
        var end = 0;
        for (var count = 1; count <= MostWordsBefore && end < name.Length; count++)
        {
            var next = name[end..].IndexOfAny(" :.=-");
            if (next < 0) break;

            end += next;
            var begun = name[..end];
            var rest = name[end..].TrimStart(" :.=-");
            var known = words.MeaningOf(WordGroups.NameBefore, begun) ?? words.MeaningOf(WordGroups.Title, begun);
            if (!rest.IsEmpty && known is not null) peeled = rest;
            end = name.Length - rest.Length;
        }
        return peeled;
    }

    private static ReadOnlySpan<char> WithoutBehind(ReadOnlySpan<char> name, IAnswerWords words)
    {
        var peeled = name;
        var end = name.Length;
        for (var count = 0; count < MostWordsBehind; count++)
        {
            end = name[..end].LastIndexOf(' ');
            if (end <= 0) break;
            if (words.MeaningOf(WordGroups.NameBehind, name[(end + 1)..]) is not null) peeled = name[..end].TrimEnd(' ');
        }
        return peeled;
    }

    private static bool IsSentence(ReadOnlySpan<char> name, IAnswerWords words)
    {
        if (name[^1] == '?') return true;
        if (!name.Contains(' ')) return false;

        foreach (var range in name.Split(' '))
            if (words.MeaningOf(WordGroups.Sentence, name[range]) is not null)
                return true;
        return false;
    }

    private static bool HasLettersAndSigns(string name, IAnswerWords words)
    {
        var (hasLetter, holds) = (false, false);
        var open = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune.Value == '(') (open, holds) = (open + 1, false);
            if (rune.Value == ')') open--;
            if (open is < 0 or > 1 || (rune.Value == ')' && !holds)) return false;
            if (Rune.IsLetter(rune)) (hasLetter, holds) = (true, true);
            else if (!IsBetweenLetters(rune) && !(rune.Value == '/' && HasRelation(name, words))) return false;
        }
        return hasLetter && open == 0;
    }

    /// <summary>A slash stands in "s/o" and its like only.</summary>
    private static bool HasRelation(string name, IAnswerWords words)
    {
        foreach (var range in name.AsSpan().Split(' '))
            if (name.AsSpan(range).Contains('/') && words.MeaningOf(WordGroups.Relation, name.AsSpan(range)) is null)
                return false;
        return true;
    }

    private static bool IsBetweenLetters(Rune rune) => rune.Value switch
    {
        ' ' or '.' or '-' or '\'' or '(' or ')' => true,
        <= '~' => false,
        // Signs of abbreviation: Devanagari, Gujarati, the middle dot.
        '\u0970' or '\u0AF0' or '\u00B7' => true,
        // Vowel signs and joiners of Indian scripts.
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format,
    };
}

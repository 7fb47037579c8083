using System.Collections.Immutable;
using System.Globalization;
using Bot.Engine.Inputs;

namespace Bot.Engine.Flows;

/// <summary>
/// Finds the options that a text may mean, the best likeness only: value, label in any language, synonym or shown title; the number; the same number in
/// another spelling, or its last digits (a barcode, a plate); some of the label's words; its beginning; the label within a sentence.
/// </summary>
internal sealed class ChoiceMatching(ITurnContext context, ImmutableArray<Option> options, string text)
{
    /// <summary>So many letters make a beginning.</summary>
    private const int ShortestBeginning = 2;

    /// <summary>So many characters of a number make its end.</summary>
    private const int ShortestEnd = 4;

    /// <summary>A label whose form takes up to so many characters is compared without allocating.</summary>
    private const int ShortLabel = 160;

    /// <summary>A longer text is no answer.</summary>
    private const int LongestText = 256;

    /// <summary>The number of a choice in a list has no more digits; a barcode's end has.</summary>
    private const int MostNumberDigits = 3;

    private readonly string _said = text.Length > LongestText ? "" : WordForm.Of(text);

    /// <summary>What may be a number of several digits: all of the text, or its one word that has so many. Empty when the text has fewer.</summary>
    private static string CodeIn(string text, string said)
    {
        if (said.Count(char.IsAsciiDigit) < ShortestEnd) return "";

        var words = said.Split(' ').Where(word => word.Count(char.IsAsciiDigit) >= ShortestEnd).ToList();
        return words is [var one] && one.All(char.IsAsciiDigit) ? one : ChatText.Compact(text);
    }

    /// <summary>Empty when none fits; several when they fit equally.</summary>
    public ImmutableArray<Option> Best()
    {
        if (_said.Length == 0) return [];

        var (number, rest) = ReadNumber();
        var likely = Likeliest(_said, CodeIn(text, _said));
        if (number is not { } place || place > options.Length) return likely.Options;

        var numbered = options[place - 1];
        if (likely.Likeness == Likeness.Same) return likely.Options.Contains(numbered) ? [numbered] : [numbered, .. likely.Options];
        if (rest.Length == 0) return [numbered];

        // "2. Passport": what stands behind the number must not say something else.
        var named = Likeliest(rest, "").Options;
        return named.Contains(numbered) ? [numbered] : named.IsEmpty ? [] : [numbered, .. named];
    }

    private (Likeness Likeness, ImmutableArray<Option> Options) Likeliest(string said, string code)
    {
        var best = Likeness.None;
        var found = ImmutableArray<Option>.Empty;
        foreach (var option in options)
        {
            var likeness = LikenessOf(option, said, code);
            if (likeness == Likeness.None || likeness < best) continue;

            found = likeness > best ? [option] : found.Contains(option) ? found : found.Add(option);
            best = likeness;
        }
        return best == Likeness.None ? ByTitle(said) : (best, found);
    }

    /// <summary>A title that had to be cut, or was numbered apart from its like, is known by what was shown.</summary>
    private (Likeness, ImmutableArray<Option>) ByTitle(string said)
    {
        var choices = options.Select((option, i) => new Choice("", option.Value, i + 1, option.LabelKey, option.Label)).ToImmutableArray();
        foreach (var titles in context.Words.TitlesOf(context.FlowName, context.Language, choices))
        {
            for (var i = 0; i < titles.Count; i++)
            {
                if (WordForm.Of(titles[i]) == said)
                    return (Likeness.Same, [options[i]]);
            }
        }

        return (Likeness.None, []);
    }

    /// <summary>The best that its value, its labels and its synonyms come to.</summary>
    private Likeness LikenessOf(Option option, string said, string code)
    {
        var best = LikenessOf(option.Value, said, "") == Likeness.Same ? Likeness.Same : Likeness.None;
        if (option.LabelKey.Length == 0) return Max(best, LikenessOf(option.Label, said, code));

        var labels = context.Words.LabelsOf(context.FlowName, option.LabelKey);
        for (var i = 0; i < labels.Count && best != Likeness.Same; i++) best = Max(best, LikenessOf(labels[i], said, code));
        var synonyms = context.Words.SynonymsOf(context.FlowName, option.LabelKey);
        for (var i = 0; i < synonyms.Count && best != Likeness.Same; i++) best = Max(best, LikenessOf(synonyms[i], said, ""));
        return best;
    }

    private Likeness LikenessOf(string label, string said, string code)
    {
        var room = WordForm.RoomFor(label.Length);
        var known = WordForm.Write(label, room <= ShortLabel ? stackalloc char[ShortLabel] : new char[room]);
        if (known.IsEmpty) return Likeness.None;
        if (known.SequenceEqual(said)) return Likeness.Same;
        if (code.Length >= ShortestEnd && LikenessOfCode(ChatText.Compact(label), code) is var likeness and not Likeness.None) return likeness;
        if (HasWords(known, said)) return Likeness.SomeWords;
        if (known.StartsWith(said) && said.Length >= ShortestBeginning) return Likeness.Beginning;

        var within = known.Length > ShortestBeginning && said.Length > known.Length && IsWithin(said, known);
        return within && !MeansElse(said, label) ? Likeness.WithinSentence : Likeness.None;
    }

    private static Likeness LikenessOfCode(string label, string code)
    {
        if (label.Count(char.IsAsciiDigit) < ShortestEnd || code.Count(char.IsAsciiDigit) < ShortestEnd) return Likeness.None;
        if (label == code || code.Contains(label, StringComparison.Ordinal)) return Likeness.SameCode;
        return label.EndsWith(code, StringComparison.Ordinal) ? Likeness.EndOfCode : Likeness.None;
    }

    /// <summary>Every word that was said is one of the label's.</summary>
    private static bool HasWords(ReadOnlySpan<char> known, ReadOnlySpan<char> said)
    {
        foreach (var range in said.Split(' '))
        {
            if (!IsWithin(known, said[range]))
                return false;
        }

        return true;
    }

    /// <summary>A phrase stands in a text, between spaces.</summary>
    private static bool IsWithin(ReadOnlySpan<char> text, ReadOnlySpan<char> phrase)
    {
        for (var from = 0; text[from..].IndexOf(phrase, StringComparison.Ordinal) is var at and >= 0; from += at + 1)
        {
            var start = from + at;
            var end = start + phrase.Length;
            if ((start == 0 || text[start - 1] == ' ') && (end == text.Length || text[end] == ' ')) return true;
        }
        return false;
    }

    /// <summary>"Yes but change the number" is no yes, and "no passport" no passport.</summary>
    private bool MeansElse(string said, string label) =>
        context.Words.CommandOf(label) is not null || said.Split(' ').Any(word => context.Words.CommandOf(word) == "no");

    /// <summary>The number of a choice in any of the ways people number: 2, 2), (2), #2, option 2, no. 2, second; and what is said besides.</summary>
    private (int? Number, string Besides) ReadNumber()
    {
        int? number = null;
        int? named = null;
        var rest = new List<string>();
        foreach (var word in _said.Split(' '))
        {
            if (number is null && NumberOf(word) is { } read) number = read;
            else if (named is null && NamedNumber(word) is { } name) named = name;
            else if (IsNumbering(word)) continue;
            else rest.Add(word);
        }
        // "Two", but not "the red one".
        if (number is null && rest.Count == 0) number = named;
        return number is > 0 ? (number, string.Join(' ', rest)) : (null, "");
    }

    private int? NumberOf(string word)
    {
        // 0012 is the end of a barcode.
        var isShort = word.Length < MostNumberDigits || (word.Length == MostNumberDigits && word[0] != '0');
        if (isShort && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var digits)) return digits;
        return char.IsAsciiDigit(word[0]) && Suffixed(word) is { } suffixed ? suffixed : Whole(context.Words.MeaningOf(WordGroups.Ordinal, word));
    }

    private int? NamedNumber(string word) => Whole(context.Words.MeaningOf(WordGroups.Number, word));

    private static int? Whole(string? meaning) => int.TryParse(meaning, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>2nd.</summary>
    private int? Suffixed(string word)
    {
        var digits = word.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return digits is > 0 and < MostNumberDigits && context.Words.MeaningOf(WordGroups.OrdinalSuffix, word.AsSpan(digits)) is not null
            ? int.Parse(word.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture)
            : null;
    }

    private bool IsNumbering(string word) =>
        context.Words.MeaningOf(WordGroups.Numbering, word) is not null || context.Words.MeaningOf(WordGroups.Filler, word) is not null;

    private static Likeness Max(Likeness left, Likeness right) => left > right ? left : right;

    private enum Likeness
    {
        None,

        /// <summary>The label stands in a sentence.</summary>
        WithinSentence,

        /// <summary>Its first letters.</summary>
        Beginning,

        /// <summary>Some of its words, or the first.</summary>
        SomeWords,

        /// <summary>The last digits of its number.</summary>
        EndOfCode,

        /// <summary>The same number in another spelling.</summary>
        SameCode,

        Same,
    }
}

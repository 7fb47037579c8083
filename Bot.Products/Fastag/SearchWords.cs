using System.Globalization;

namespace Bot.Products.Fastag;

/// <summary>Finds records by the beginnings of words in them. A record is looked up by three letters of each word, which a store keeps as hashes.</summary>
public static class SearchWords
{
    /// <summary>Name of the look-up.</summary>
    public const string Lookup = "word";

    /// <summary>Letters of a word that are looked up; the rest is compared with the opened record.</summary>
    public const int Letters = 3;

    /// <summary>Words of a text in lower case: what stands between anything that is no letter, digit or vowel sign.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var words = new List<string>();
        var begin = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inside = i < text.Length
                && (char.IsLetterOrDigit(text[i])
                    || char.GetUnicodeCategory(text[i]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);
            if (inside && begin < 0) begin = i;
            if (inside || begin < 0) continue;

            words.Add(text[begin..i].ToLowerInvariant());
            begin = -1;
        }
        return words;
    }

    /// <summary>Whether every word that is looked for begins a word of the texts.</summary>
    public static bool Match(string query, params ReadOnlySpan<string> texts)
    {
        var words = new List<string>();
        foreach (var text in texts) words.AddRange(Of(text));
        return Of(query).All(sought => words.Exists(word => word.StartsWith(sought, StringComparison.Ordinal)));
    }

    /// <summary>Look-up values of a record.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Lookups(params ReadOnlySpan<string> texts)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            foreach (var word in Of(text))
                found.Add(word[..Math.Min(Letters, word.Length)]);
        }

        return found.Select(value => new KeyValuePair<string, string>(Lookup, value));
    }

    /// <summary>The look-up value that finds every candidate; null when no word is long enough to look up.</summary>
    public static string? Candidates(string query) => Of(query).FirstOrDefault(word => word.Length >= Letters)?[..Letters];
}

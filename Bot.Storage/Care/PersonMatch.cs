using System.Globalization;
using System.Text.RegularExpressions;

namespace Bot.Storage.Care;

/// <summary>Whether a text tells of a person: by the number in the ways in which it is written, or by an id or address of theirs.</summary>
internal sealed class PersonMatch
{
    /// <summary>Shorter ids would be found in texts by chance.</summary>
    private const int ShortestTerm = 8;

    private readonly HashSet<string> _conversations;
    private readonly string[] _terms;
    private readonly Regex? _number;

    public PersonMatch(PersonKeys keys)
    {
        _conversations = [.. keys.Conversations];
        _terms = [.. keys.Ids.Concat(keys.Addresses).Where(term => term.Length >= ShortestTerm).Distinct(StringComparer.Ordinal)];

        // With 91, +91, 0 or 0091 before it, and spaces or hyphens between its digits; as part of a longer number it is another.
        if (keys.Number.Length > 0)
            _number = new($"(?<![0-9])(?:0{{0,2}}91[ -]?|0)?{string.Join("[ -]?", keys.Number.ToCharArray())}(?![0-9])", RegexOptions.CultureInvariant);
    }

    /// <summary>Whether a conversation is the person's, under a key that is known or one that has the number in it.</summary>
    public bool IsOwn(string conversation) => _conversations.Contains(conversation) || IsIn(conversation);

    public bool IsIn(string text)
    {
        foreach (var term in _terms)
        {
            if (text.Contains(term, StringComparison.Ordinal)) return true;
        }

        return _number?.IsMatch(Plain(text)) == true;
    }

    /// <summary>Digits of every script as those of ASCII: ९८७ is 987.</summary>
    private static string Plain(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange('\0', '\u007f')) return text;

        return string.Create(text.Length, text, static (plain, from) =>
        {
            for (var at = 0; at < from.Length; at++)
                plain[at] = from[at] > '9' && char.IsDigit(from[at]) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(from[at])) : from[at];
        });
    }
}

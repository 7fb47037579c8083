using System.Buffers;
using System.Text.RegularExpressions;

namespace Bot.Host.Observability;

/// <summary>
/// Strikes secrets and numbers from text before it reaches a log: known secret values, credentials by their name, ID numbers, dates, and every run of four
/// digits or more.
/// </summary>
/// <remarks>
/// Codes have 4 or 6 digits and people write numbers in many ways, so nothing that looks like a number is trusted. What stays: ports of addresses,
/// line numbers of stack traces, GUIDs and long hexadecimal ids. Digits of every script count.
/// </remarks>
internal sealed partial class Redactor
{
    private const int ShortestSecret = 4;

    /// <summary>The least that anything <see cref="Number"/> strikes has: a date like 1jan90.</summary>
    private const int FewestDigits = 3;

    // Nearly every text has nothing to strike. What each expression cannot do without is looked for first: that is a hundred times cheaper than finding that it
    // does not match.
    private static readonly SearchValues<string> CredentialWords = SearchValues.Create(
        ["token", "secret", "password", "passwd", "passphrase", "signature", "key", "pass", "pwd", "otp", "pin", "authorization"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> SchemeWords = SearchValues.Create(["bearer", "basic", "digest"], StringComparison.OrdinalIgnoreCase);

    private readonly string[] _secrets;
    private readonly SearchValues<string> _anySecret;

    /// <param name="secrets">Values of settings that must not be shown.</param>
    public Redactor(IEnumerable<string> secrets)
    {
        _secrets = [.. secrets.Where(secret => secret.Length >= ShortestSecret)
            .SelectMany(secret => new[] { secret, Uri.EscapeDataString(secret) })
            .Distinct()
            .OrderByDescending(secret => secret.Length)];
        _anySecret = SearchValues.Create(_secrets, StringComparison.Ordinal);
    }

    /// <summary>Characters of a text that are kept; what comes after says nothing that the beginning does not.</summary>
    public const int LongestText = 4000;

    /// <summary>Characters of an exception with its stack that are kept.</summary>
    public const int LongestException = 16_000;

    /// <summary>How far back a cut goes for a space: half a word may be half a secret.</summary>
    private const int LongestWord = 256;

    private const string Cut = " [cut]";

    /// <summary>One line of a log: struck, and what would move a terminal or begin another line is written out.</summary>
    public string Strike(string text) => ControlCharacters.Escape(Struck(text, LongestText));

    /// <summary>The text of an exception: struck, its lines kept and indented, so that none of them can be taken for one of the log.</summary>
    public string StrikeLines(string text) => ControlCharacters.EscapeWithinLines(Struck(text, LongestException));

    private string Struck(string text, int longest)
    {
        if (text.AsSpan().ContainsAny(_anySecret))
        {
            foreach (var secret in _secrets)
                text = text.Replace(secret, "[secret]", StringComparison.Ordinal);
        }

        if (text.Length > longest) text = Shortened(text, longest);
        if (text.Contains("://", StringComparison.Ordinal))
            text = UserInfo().Replace(text, "://[secret]@");
        if (text.AsSpan().ContainsAny('=', ':') && text.AsSpan().ContainsAny(CredentialWords))
            text = Credential().Replace(text, "${name}[secret]");
        if (text.AsSpan().ContainsAny(SchemeWords))
            text = Scheme().Replace(text, "${name} [secret]");
        return HasNumber(text) ? Number().Replace(text, Mark) : text;
    }

    private static string Shortened(string text, int longest)
    {
        var kept = text.AsSpan(0, longest);
        var space = kept[^LongestWord..].LastIndexOfAny(' ', '\n', '\t');
        return string.Concat(kept[..(longest - LongestWord + Math.Max(space, 0))], Cut);
    }

    private static bool HasNumber(string text)
    {
        var digits = 0;
        foreach (var letter in text)
        {
            if (char.IsDigit(letter) && ++digits == FewestDigits)
                return true;
        }

        return false;
    }

    private static string Mark(Match match) =>
        match.Groups["keep"].Success ? match.Value
        : match.Groups["id"].Success ? "[id]"
        : match.Groups["date"].Success ? "[date]"
        : "[number]";

    /// <summary>user:password@ of an address.</summary>
    [GeneratedRegex(@"://[^\s/@""']{1,512}@")]
    private static partial Regex UserInfo();

    /// <summary>A name of a credential, then = or :, then its value, bare or in quotes; in queries, headers and JSON.</summary>
    [GeneratedRegex(
        """(?<name>(?:[\w.-]{0,64}(?:token|secret|password|passwd|passphrase|signature)|api[-_ ]?keys?|secret[-_]?key|subscription[-_]key|service_role_key|anon_key|(?:\b|_)(?:pass|pwd|otp|pin)|authorization)\\?["']?\s*[=:]\s*)(?:"(?:[^"\\]|\\.)*"|'[^']*'|(?:(?:bearer|basic|digest)\s+)?[^\s&,;"'<>)\]}]+)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Credential();

    /// <summary>The value of an Authorization header without its name. "Basic Application" is a partner.</summary>
    [GeneratedRegex(@"\b(?<name>Bearer|Basic|Digest)\s+(?!Application\b)[A-Za-z0-9+/=._~-]{6,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();

    /// <summary>
    /// In order: what stays; PAN, vehicle registration, voter id and passport; 10 digits or more, however grouped; dates; any other 4 digits or more.
    /// </summary>
    [GeneratedRegex(
        """
        (?<keep> \b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b
               | \b(?=[0-9]*[a-f][0-9]*[a-f])[0-9a-f]{32,64}\b
               | (?<=://(?:[^\s/?\#@:]{1,255}|\[[0-9A-Fa-f:.]{2,45}\]):)\d{2,5}(?=[/?\#\s]|$)
               | (?<=:line\ )\d{1,5}\b )
        | (?<id> (?<![\p{L}\d]) (?: [A-Za-z]{5}\d{4}[A-Za-z] | [A-Za-z]{2}[ -]?\d{1,2}[ -]?[A-Za-z]{1,3}[ -]?\d{4} | [A-Za-z]{3}\d{7} | [A-Za-z]\d{7} ) (?![\p{L}\d]) )
        | \+?\d (?: [ ()-]{0,2} \d ){9,}
        | (?<date> \d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)
                 | \d{1,2}[-/.\ ]\d{1,2}[-/.\ ]\d{4}(?!\d)
                 | (?<!\d)\d{1,2}[-/]\d{1,2}[-/]\d{2}(?!\d)
                 | \d{1,2}[-\ ]?(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[A-Za-z]*[-,\ ]{0,2}\d{2,4}(?!\d) )
        | \d{4,}
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}

namespace Bot.Products.Leads;

/// <summary>
/// The lender's id of an application. It becomes part of the lender's URL, so that it has a form of its own: <c>..</c> would be another path.
/// </summary>
public static class ApplicationIdRule
{
    public const int LongestLength = 64;

    /// <summary>1 to 64 letters, digits, hyphens and underscores.</summary>
    public static bool IsValid(string text) =>
        text.Length is > 0 and <= LongestLength && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}

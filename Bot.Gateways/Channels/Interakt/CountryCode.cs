namespace Bot.Gateways.Channels.Interakt;

/// <summary>Takes an international number apart, for Interakt wants the country code by itself. The codes' lengths are ITU-T E.164's.</summary>
internal static class CountryCode
{
    private static readonly HashSet<string> OfTwoDigits =
    [
        "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49", "51", "52", "53", "54", "55", "56", "57", "58",
        "60", "61", "62", "63", "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
    ];

    /// <summary><c>919812345678</c> becomes <c>+91</c> and <c>9812345678</c>.</summary>
    public static (string Code, string National) Split(string digits)
    {
        var length = digits[0] is '1' or '7' ? 1 : OfTwoDigits.Contains(digits[..2]) ? 2 : 3;
        return ("+" + digits[..length], digits[length..]);
    }
}

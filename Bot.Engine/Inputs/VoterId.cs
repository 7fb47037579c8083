namespace Bot.Engine.Inputs;

/// <summary>
/// A voter's identity card number (EPIC): three letters and seven digits; old cards have two letters and three numbers between slashes. Canonical: upper case,
/// slashes of old numbers kept.
/// </summary>
/// <remarks>The seven digits usually pass the Luhn check; cards that do not, and old ones, only warn.</remarks>
internal sealed class VoterId : InputType
{
    private const string Form = "AAA9999999";
    private const string UnusualNumber = "warn.voterIdCheck";

    public override string Name => "voterId";

    public override string Accepts => "a voter id: WKH1186253 or WKH/1186253, old ones too: DL/01/004/213456";

    public override string Example => "WKH1186253";

    public override int LongestLength => "MH/123/123/1234567".Length;

    public override bool Secret => true;

    public override IReadOnlyList<string> MessageKeys => [Rejection(), Rejection("length"), UnusualNumber];

    protected override Sentence? Inside { get; } = new(MostTokens: 4);

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words)
    {
        var plain = ChatText.Plain(text);
        var old = plain.Replace(" ", "", StringComparison.Ordinal).Replace('\\', '/').Replace('-', '/').ToUpperInvariant();
        if (IsOldNumber(old)) return new Accepted(old, UnusualNumber);

        var voter = Shape.WithDigits(ChatText.Compact(plain), Form);
        if (voter.Length is > 0 and not 10 && !plain.Contains('/') && Shape.IsLettersAndDigits(voter)) return RejectedFor("length", voter.Length);
        if (!Shape.Matches(voter, Form)) return NoValue();
        return new Accepted(voter, PassesLuhn(voter.AsSpan(3)) ? null : UnusualNumber);
    }

    private static bool IsOldNumber(ReadOnlySpan<char> number)
    {
        if (number.Length < 3 || !Shape.Matches(number[..3], "AA/")) return false;

        var rest = number[3..];
        return IsPart(Scan.Digits(ref rest), 3)
            && TakeSlash(ref rest)
            && IsPart(Scan.Digits(ref rest), 3)
            && TakeSlash(ref rest)
            && IsPart(Scan.Digits(ref rest), 7)
            && rest.IsEmpty;
    }

    private static bool IsPart(ReadOnlySpan<char> digits, int longest) => digits.Length >= 1 && digits.Length <= longest;

    private static bool TakeSlash(ref ReadOnlySpan<char> rest)
    {
        if (rest is not ['/', ..]) return false;

        rest = rest[1..];
        return true;
    }

    private static bool PassesLuhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            if (i % 2 == 1) digit = digit > 4 ? (digit * 2) - 9 : digit * 2;
            sum += digit;
        }
        return sum % 10 == 0;
    }
}

using Bot.Engine.Inputs;

namespace Bot.Products.Fastag.Inputs;

/// <summary>The chassis number (VIN) of a vehicle that has no number plate yet: 17 letters and digits without I, O and Q. Canonical: upper case, no separators.
/// </summary>
/// <remarks>ISO 3779. The ninth character is a check digit in North America only (49 CFR 565.15), where the first one is 1 to 5.</remarks>
internal sealed class ChassisNumber : InputType
{
    private const int Length = 17;
    private const int CheckAt = 8;
    private const int Modulus = 11;

    /// <summary>What is shorter or longer than these is no chassis number with a character too few or too many.</summary>
    private const int Shortest = 11;
    private const int Longest = 20;

    /// <summary>What each letter from A on counts as; 0 for those that do not occur.</summary>
    private const string LetterValues = "12345678012345070923456789";

    private static ReadOnlySpan<byte> Weights => [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

    public override string Name => "chassisNumber";

    public override string Accepts => "a chassis number (VIN): 17 letters and digits without I, O and Q, any case; one that begins with 1 to 5 has the right check digit";

    public override string Example => "MA3ERLF1S00123456";

    public override int LongestLength => Length;

    public override IReadOnlyList<string> MessageKeys => [Rejection(), Rejection("length"), Rejection("letters"), Rejection("check")];

    protected override Sentence? Inside { get; } = new(MostTokens: 6);

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words)
    {
        var chassis = ChatText.Compact(text);
        if (!Shape.IsLettersAndDigits(chassis) || Shape.IsDigits(chassis) || !chassis.AsSpan().ContainsAnyInRange('0', '9')) return NoValue();
        if (chassis.Length != Length) return chassis.Length is >= Shortest and <= Longest ? RejectedFor("length", chassis.Length) : NoValue();
        if (chassis.AsSpan().ContainsAny('I', 'O', 'Q')) return Wrong("letters");
        return chassis[0] is >= '1' and <= '5' && chassis[CheckAt] != CheckOf(chassis) ? Wrong("check") : new Accepted(chassis);
    }

    private static char CheckOf(string chassis)
    {
        var sum = 0;
        for (var i = 0; i < Length; i++) sum += Weights[i] * ((char.IsAsciiDigit(chassis[i]) ? chassis[i] : LetterValues[chassis[i] - 'A']) - '0');
        return (sum % Modulus) is var rest and < 10 ? (char)('0' + rest) : 'X';
    }
}

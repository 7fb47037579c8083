namespace Bot.Engine.Inputs;

/// <summary>A person's number, from a contact card or typed; of other countries too when it is written with its plus. Canonical: a plus and digits.</summary>
/// <example><code>
/// nominee: { type: contact, personal: true }
/// </code></example>
public sealed class ContactCard : InputType
{
    // ITU-T E.164: at most 15 digits; the shortest that are dialled have 8.
    private const int Fewest = 8;
    private const int Most = 15;

    public override string Name => "contact";

    public override string Accepts => "a contact card with one number, or the number; of other countries with its plus";

    public override string Example => "9876543210";

    public override int LongestLength => 1 + Most;

    public override bool TakesContact => true;

    public override bool AsksOwnContact => false;

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words)
    {
        if (IndianMobile.TryRead(text, out var canonical)) return new Accepted(canonical);

        var compact = ChatText.Compact(text).Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal);
        return compact is ['+', >= '1' and <= '9', ..] && compact.Length - 1 is >= Fewest and <= Most && Shape.IsDigits(compact.AsSpan(1))
            ? new Accepted(compact)
            : NoValue();
    }
}

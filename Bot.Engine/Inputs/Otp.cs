using System.Globalization;

namespace Bot.Engine.Inputs;

/// <summary>A one-time code of so many digits: <c>otp4</c>, <c>otp6</c>. Spaces and hyphens between the digits are dropped, leading zeros stay.</summary>
internal sealed class Otp(int digits) : InputType
{
    public override string Name { get; } = "otp" + digits.ToString(CultureInfo.InvariantCulture);

    public override string Accepts { get; } = digits.ToString(CultureInfo.InvariantCulture) + " digits";

    public override string Example => "482913"[..digits];

    public override int LongestLength => digits;

    public override bool Secret => true;

    public override bool IsCode => true;

    public override IReadOnlyList<string> MessageKeys => [Rejection(), Rejection("length")];

    protected override Sentence? Inside { get; } = new(MostTokens: 6);

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words)
    {
        var code = ChatText.Compact(text);
        if (code.Length == 0 || !Shape.IsDigits(code)) return NoValue();
        return code.Length == digits ? new Accepted(code) : RejectedFor("length", code.Length);
    }
}

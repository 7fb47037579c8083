using System.Collections.Immutable;
using System.Globalization;
using Bot.Engine.Values;

namespace Bot.Engine.Inputs;

/// <summary>A one-time code of so many digits: <c>otp4</c>, <c>otp6</c>. Spaces and hyphens between the digits are dropped, leading zeros stay.</summary>
/// <remarks>Messages may say how many as <c>{{ digits }}</c>.</remarks>
/// <param name="digits">1 to 6.</param>
/// <param name="name">For a code whose length is a setting; null for <c>otp</c> and the digits.</param>
public sealed class Otp(int digits, string? name = null) : InputType
{
    public override string Name { get; } = name ?? "otp" + digits.ToString(CultureInfo.InvariantCulture);

    public override string Accepts { get; } = digits.ToString(CultureInfo.InvariantCulture) + " digits";

    public override string Example => "482913"[..digits];

    public override int LongestLength => digits;

    public override bool Secret => true;

    public override bool IsCode => true;

    public override ImmutableArray<KeyValuePair<string, Value>> MessageArguments =>
        base.MessageArguments.Add(new("digits", Value.Of(digits.ToString(CultureInfo.InvariantCulture))));

    public override IReadOnlyList<string> MessageKeys => [Rejection(), Rejection("length")];

    protected override Sentence? Inside { get; } = new(MostTokens: 6, OfDigits: true);

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words)
    {
        var code = ChatText.Compact(text);
        if (code.Length == 0 || !Shape.IsDigits(code)) return NoValue();
        return code.Length == digits ? new Accepted(code) : RejectedFor("length", code.Length);
    }

    /// <summary>"At 10:30" is a time.</summary>
    protected override Reading ReadInside(string span, DateTimeOffset now, IAnswerWords words) =>
        span.Contains(':', StringComparison.Ordinal) ? NoValue() : ReadWhole(span, now, words);
}

namespace Bot.Engine.Inputs;

/// <summary>A driving licence's number: state, office, year and seven digits. Canonical: upper case, no separators.</summary>
/// <remarks>States wrote them in many ways before the national form, so anything that begins with two letters and two digits is taken, with a
/// warning.</remarks>
internal sealed class DrivingLicence : InputType
{
    private const int Shortest = 4 + 9;
    private const int Longest = 4 + 13;
    private const string UnusualForm = "warn.drivingLicenceForm";

    public override string Name => "drivingLicence";

    public override string Accepts => "a driving licence's number: MH12 20110012345, older forms of the states too";

    public override string Example => "MH1220110012345";

    public override int LongestLength => Longest;

    public override bool Secret => true;

    public override IReadOnlyList<string> MessageKeys => [Rejection(), Rejection("start"), Rejection("length"), UnusualForm];

    public override Reading Read(string text, DateTimeOffset now)
    {
        var licence = ChatText.Compact(text);
        if (licence.Length == 0 || !Shape.IsLettersAndDigits(licence)) return new Rejected(Rejection());
        if (licence.Length < 4 || !Shape.Matches(licence.AsSpan(0, 4), "AA99")) return new Rejected(Rejection("start"));
        if (licence.Length is < Shortest or > Longest) return RejectedFor("length", licence.Length);
        return new Accepted(licence, IsNationalForm(licence) ? null : UnusualForm);
    }

    private static bool IsNationalForm(string licence) =>
        Shape.Matches(licence, "AA9999999999999") && licence.AsSpan(4, 2) is "19" or "20" && StateCode.IsKnown(licence.AsSpan(0, 2));
}

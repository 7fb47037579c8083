namespace Bot.Engine.Inputs;

/// <summary>A driving licence's number: state, office, year and seven digits. Canonical: upper case, no separators; the slashes of short
/// old numbers stay.</summary>
/// <remarks>States wrote them in many ways before the national form, so anything that begins with two letters and two digits is taken, with a
/// warning.</remarks>
internal sealed class DrivingLicence : InputType
{
    private const int Shortest = 4 + 9;
    private const int Longest = 4 + 13;

    // The serial number of an office and its year, each behind a slash: KL-07/1234/2009, and HR-26/R/1234567.
    private const int ShortestWithSlashes = 4 + 5;
    private const int MostLetters = 2;
    private const int MostSlashes = 3;
    private const string UnusualForm = "warn.drivingLicenceForm";

    public override string Name => "drivingLicence";

    public override string Accepts => "a driving licence's number: MH12 20110012345, older forms of the states too: KL-07/1234/2009";

    public override string Example => "MH1220110012345";

    public override int LongestLength => Longest;

    public override bool Secret => true;

    public override IReadOnlyList<string> MessageKeys => [Rejection(), Rejection("start"), Rejection("length"), UnusualForm];

    protected override Sentence? Inside { get; } = new(MostTokens: 5);

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words)
    {
        var plain = ChatText.Plain(text);
        var licence = ChatText.Compact(plain);
        if (licence.Length == 0 || !Shape.IsLettersAndDigits(licence)) return NoValue();
        if (licence.Length < 4 || !Shape.Matches(licence.AsSpan(0, 4), "AA99")) return new Rejected(Rejection("start"));

        var slashes = plain.AsSpan().Count('/');
        var shortest = slashes is > 0 and <= MostSlashes ? ShortestWithSlashes : Shortest;
        if (licence.Length < shortest || licence.Length > Longest) return RejectedFor("length", licence.Length);
        if (licence.Length < Shortest) return new Accepted(WithSlashes(plain), UnusualForm);
        return new Accepted(licence, IsNationalForm(licence) ? null : UnusualForm);
    }

    /// <summary>The slashes of an older number part what else could not be told apart.</summary>
    private static string WithSlashes(string plain) => string.Join('/', plain.Split('/').Select(ChatText.Compact));

    /// <summary>In a sentence a few letters may be words.</summary>
    protected override Reading ReadInside(string span, DateTimeOffset now, IAnswerWords words) =>
        ReadWhole(span, now, words) is Accepted accepted && LettersBehindOffice(accepted.Value.Text) <= MostLetters ? accepted : NoValue();

    private static int LettersBehindOffice(ReadOnlySpan<char> licence)
    {
        var letters = 0;
        foreach (var c in licence[4..])
            if (char.IsAsciiLetter(c))
                letters++;
        return letters;
    }

    private static bool IsNationalForm(string licence) =>
        Shape.Matches(licence, "AA9999999999999") && licence.AsSpan(4, 2) is "19" or "20" && StateCode.IsKnown(licence.AsSpan(0, 2));
}

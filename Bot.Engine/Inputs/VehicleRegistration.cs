namespace Bot.Engine.Inputs;

/// <summary>
/// A vehicle's number plate: standard and Delhi, BH series, vintage, temporary, diplomatic. Canonical: upper case without separators, otherwise as typed.
/// </summary>
/// <remarks>
/// Standard is state, 1-2 digits of the office, 0-3 letters without I and O (Delhi up to 4), 1-4 digits. BH: CMVR rule 51B (GSR 594(E), 26 August 2021).
/// An O or I in a place where only a digit can stand is read as 0 or 1; a plate without letters in the middle is left alone, because there it could be either.
/// </remarks>
internal sealed class VehicleRegistration : InputType
{
    // ULIP's vehicle service takes 5 characters or more; shorter ones are unfinished typing.
    private const int ShortestLength = 5;

    public override string Name => "vehicleRegistration";

    public override string Accepts => "a number plate: MH12AB1234, MH 12 AB 1234, DL3CAB1234, 22BH1234AA, older, temporary and diplomatic ones";

    public override string Example => "MH12AB1234";

    public override int LongestLength => "T0523MH0001AB".Length;

    public override IReadOnlyList<string> MessageKeys => [Rejection(), Rejection("state"), Rejection("letters"), Rejection("serial")];

    protected override Sentence? Inside { get; } = new(MostTokens: 6);

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words)
    {
        var plate = WithoutCountry(ChatText.Compact(text));
        if (plate.Length < ShortestLength || plate.Length > LongestLength || !Shape.IsLettersAndDigits(plate)) return NoValue();

        var stateAt = StateOf(plate, repair: false);
        if (stateAt is null) stateAt = StateOf(plate, repair: true);
        return stateAt is { } at ? new Accepted(Repaired(plate, at)) : Fault(plate);
    }

    /// <summary>Plates bear IND beside the number, and cameras read it along.</summary>
    private static string WithoutCountry(string plate)
    {
        const string country = "IND";
        if (plate.StartsWith(country, StringComparison.Ordinal)) return plate[country.Length..];
        return plate.EndsWith(country, StringComparison.Ordinal) ? plate[..^country.Length] : plate;
    }

    /// <summary>Where the state's code stands in a plate that is right, -1 for kinds without one; null for a plate that is wrong.</summary>
    private static int? StateOf(ReadOnlySpan<char> plate, bool repair)
    {
        if (IsBharat(plate, repair)) return -1;
        if (IsStandard(plate, repair, anyLetter: false, out var serial)) return StateCode.IsKnown(plate[..2]) && !IsZero(serial) ? 0 : null;
        if (IsVintage(plate, repair)) return 0;
        if (IsTemporary(plate, repair)) return 1 + 4;
        return IsDiplomatic(plate, repair) ? -1 : null;
    }

    private static bool IsBharat(ReadOnlySpan<char> plate, bool repair, bool anyLetter = false) =>
        plate.Length is 9 or 10
        && Digits(plate, 2, repair) == 2
        && plate.Slice(2, 2) is "BH"
        && Digits(plate[4..], 4, repair) == 4
        && Letters(plate[8..], anyLetter) == plate.Length - 8;

    private static bool IsStandard(ReadOnlySpan<char> plate, bool repair, bool anyLetter, out ReadOnlySpan<char> serial)
    {
        serial = default;
        if (!Shape.Matches(plate[..2], "AA")) return false;

        var rest = plate[2..];
        var office = Digits(rest, 2, repair);
        if (office == 0) return false;

        rest = rest[office..];
        var series = Letters(rest, anyLetter);
        if (series > (anyLetter || plate[..2] is "DL" ? 4 : 3) || (series == 0 && repair)) return false;

        serial = rest[series..];
        return serial.Length is >= 1 and <= 4 && Digits(serial, 4, repair) == serial.Length;
    }

    private static bool IsVintage(ReadOnlySpan<char> plate, bool repair) =>
        plate.Length == 10 && Shape.Matches(plate[..6], "AAVAAA") && StateCode.IsKnown(plate[..2]) && Digits(plate[6..], 4, repair) == 4;

    private static bool IsTemporary(ReadOnlySpan<char> plate, bool repair) =>
        plate.Length is 12 or 13
        && plate[0] == 'T'
        && Digits(plate[1..], 4, repair) == 4
        && StateCode.IsKnown(plate.Slice(5, 2))
        && Digits(plate[7..], 4, repair) == 4
        && Letters(plate[11..], anyLetter: false) == plate.Length - 11;

    private static bool IsDiplomatic(ReadOnlySpan<char> plate, bool repair)
    {
        var country = Digits(plate, 3, repair);
        if (country == 0 || plate.Length < country + 3 || plate.Slice(country, 2) is not ("CD" or "CC" or "UN")) return false;

        var serial = plate[(country + 2)..];
        return serial.Length <= 4 && Digits(serial, 4, repair) == serial.Length;
    }

    private Rejected Fault(string plate)
    {
        if (IsBharat(plate, repair: true, anyLetter: true)) return Wrong("letters");
        if (!IsStandard(plate, repair: false, anyLetter: true, out var serial) && !IsStandard(plate, repair: true, anyLetter: true, out serial))
            return NoValue();

        var state = plate[..2];
        if (!StateCode.IsKnown(state)) return new(Rejection("state"), [new("state", state)]) { OfShape = true };
        if (plate.AsSpan(2).ContainsAny('I', 'O') && !IsZero(serial)) return Wrong("letters");
        return IsZero(serial) ? Wrong("serial") : NoValue();
    }

    private static string Repaired(string plate, int stateAt) =>
        !plate.AsSpan().ContainsAny('I', 'O')
            ? plate
            : string.Create(plate.Length, (plate, stateAt), static (written, from) =>
            {
                for (var i = 0; i < written.Length; i++)
                {
                    var c = from.plate[i];
                    var inState = from.stateAt >= 0 && i >= from.stateAt && i < from.stateAt + 2;
                    written[i] = inState ? c : c switch { 'O' => '0', 'I' => '1', _ => c };
                }
            });

    private static int Digits(ReadOnlySpan<char> text, int most, bool repair)
    {
        var count = 0;
        while (count < most && count < text.Length && (char.IsAsciiDigit(text[count]) || (repair && text[count] is 'O' or 'I'))) count++;
        return count;
    }

    private static int Letters(ReadOnlySpan<char> text, bool anyLetter)
    {
        var count = 0;
        while (count < text.Length && char.IsAsciiLetterUpper(text[count]) && (anyLetter || text[count] is not ('I' or 'O'))) count++;
        return count;
    }

    private static bool IsZero(ReadOnlySpan<char> serial) => !serial.ContainsAnyExcept('0', 'O');
}

using System.Collections.Immutable;
using System.Globalization;
using Bot.Engine.Values;

namespace Bot.Engine.Inputs;

/// <summary>A number from a smallest to a largest one, in digits or in words, with or without its unit. Canonical: digits with a decimal point.</summary>
/// <example><code>
/// tyres: { type: number, min: 1, max: 8, unit: [tyres, tyre, टायर] }
/// distance: { type: number, min: 0.5, max: 500, decimals: 1, unit: km }
/// </code></example>
public sealed class Number(NumberRules rules) : InputType
{
    public override string Name => "number";

    public override string Accepts => "a number in digits or words, with its unit or without; min, max, decimals, unit";

    public override string Example => rules.Example.Length > 0 ? rules.Example : Written(Math.Clamp(4, rules.Min, rules.Max));

    public override int LongestLength => Math.Max(Written(rules.Min).Length, Written(rules.Max).Length) + (rules.Decimals > 0 ? rules.Decimals + 1 : 0);

    public override IReadOnlyList<string> MessageKeys => [Rejection(), Rejection("whole"), Rejection("tooSmall"), Rejection("tooLarge")];

    public override ImmutableArray<KeyValuePair<string, Value>> MessageArguments =>
    [
        new("example", Value.Of(Example)), new("min", Value.Of(Written(rules.Min))), new("max", Value.Of(Written(rules.Max))),
        new("unit", Value.Of(rules.Units.IsEmpty ? "" : rules.Units[0])), new("decimals", Value.Of(rules.Decimals == 0 ? "" : Written(rules.Decimals))),
    ];

    protected override Sentence? Inside { get; } = new(MostTokens: 4, Alone: true);

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words)
    {
        if (!TryNumber(ChatText.Plain(text), words, out var number)) return NoValue();
        if (number < rules.Min) return Wrong("tooSmall");
        if (number > rules.Max) return Wrong("tooLarge");
        return number == decimal.Round(number, rules.Decimals) ? new Accepted(Written(number)) : Wrong("whole");
    }

    private bool TryNumber(ReadOnlySpan<char> rest, IAnswerWords words, out decimal number)
    {
        SkipAround(ref rest, words);
        var negative = rest is ['-', >= '0' and <= '9' or '.', ..];
        if (negative) rest = rest[1..];
        if (!Scan.TryNumber(ref rest, words, out number)) return false;

        if (!SkipUnit(ref rest) && Multiplier(ref rest, words) is { } times) number *= times;
        if (negative) number = -number;
        SkipAround(ref rest, words);
        return rest.IsEmpty;
    }

    private static decimal? Multiplier(ref ReadOnlySpan<char> rest, IAnswerWords words)
    {
        var behind = rest.TrimStart(' ');
        var word = Scan.Word(ref behind);
        var meaning = word.IsEmpty ? null : words.MeaningOf(WordGroups.Multiplier, word);
        if (!decimal.TryParse(meaning, NumberStyles.None, CultureInfo.InvariantCulture, out var times)) return null;

        rest = behind;
        return times;
    }

    private void SkipAround(ref ReadOnlySpan<char> rest, IAnswerWords words)
    {
        int length;
        do
        {
            length = rest.Length;
            Scan.Skip(ref rest, " ");
            Scan.SkipWords(ref rest, words, WordGroups.Filler);
            SkipUnit(ref rest);
        }
        while (rest.Length < length);
    }

    /// <summary>The longest of the unit's names that stands in front; true when one does.</summary>
    private bool SkipUnit(ref ReadOnlySpan<char> rest)
    {
        var behind = rest.TrimStart(" -");
        var longest = 0;
        foreach (var unit in rules.Units)
        {
            if (unit.Length <= longest || !behind.StartsWith(unit, StringComparison.OrdinalIgnoreCase)) continue;
            if (behind.Length == unit.Length || !char.IsLetter(unit[^1]) || !char.IsLetter(behind[unit.Length])) longest = unit.Length;
        }
        if (longest == 0) return false;

        rest = behind[longest..].TrimStart(" .");
        return true;
    }

    private static string Written(decimal number) => number == 0 ? "0" : number.ToString("0.#########", CultureInfo.InvariantCulture);
}

/// <param name="Min">The smallest number that is taken.</param>
/// <param name="Max">The largest.</param>
/// <param name="Decimals">Digits behind the decimal point, at most 9; 0 for whole numbers.</param>
/// <param name="Units">What the number may be followed by, as people write it; the first is shown. Empty for none.</param>
/// <param name="Example">As people type it; empty for one between <paramref name="Min"/> and <paramref name="Max"/>.</param>
public sealed record NumberRules(decimal Min, decimal Max, int Decimals, ImmutableArray<string> Units, string Example = "")
{
    /// <summary>No number that a person means is larger.</summary>
    public const decimal Largest = 999_999_999_999m;

    public static NumberRules Default { get; } = new(-Largest, Largest, 0, []);
}

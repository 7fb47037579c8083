using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Bot.Engine.Inputs;

/// <summary>A text of a form that the flow tells: a size, a number of a bill. Canonical: the first spelling that has the form.</summary>
/// <remarks>
/// Tried as typed, in upper case, without spaces, and without any separators. The expression is matched whole, in time that grows with the text only
/// (<see cref="RegexOptions.NonBacktracking"/>, which takes no look-around and no back references).
/// </remarks>
/// <example><code>
/// tyreSize: { type: pattern, matches: '\d{3}/\d{2}R\d{2}', example: 205/55R16 }
/// </code></example>
public sealed class Pattern(Regex form, string example, int longest, bool secret = false) : InputType
{
    /// <summary>Default of <c>longest</c>.</summary>
    public const int Longest = 40;

    public static Pattern Sample { get; } = new(Compile("[0-9]+"), "1", Longest);

    public override string Name => "pattern";

    public override string Accepts => "a text of a form of one's own; matches, example, longest";

    public override string Example => example;

    public override int LongestLength => longest;

    public override bool Secret => secret;

    public override IReadOnlyList<string> MessageKeys => [Rejection()];

    protected override Sentence? Inside { get; } = new(MostTokens: 4);

    /// <summary>The expression for whole texts.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    /// <exception cref="NotSupportedException">It asks for what takes more time than the text is long.</exception>
    public static Regex Compile(string form) => new($@"\A(?:{form})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words)
    {
        var plain = ChatText.Plain(text);
        if (plain.Length > ChatText.LongestRead) return NoValue();

        var upper = plain.ToUpperInvariant();
        foreach (var spelling in (ReadOnlySpan<string>)[plain, upper, upper.Replace(" ", "", StringComparison.Ordinal), ChatText.Compact(plain)])
            if (spelling.Length > 0 && spelling.Length <= longest && form.IsMatch(spelling))
                return new Accepted(spelling);
        return NoValue();
    }
}

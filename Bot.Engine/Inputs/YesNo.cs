using System.Collections.Immutable;

namespace Bot.Engine.Inputs;

/// <summary>Yes or no, by its buttons or in any of the words for the two. Canonical: <c>yes</c> or <c>no</c>.</summary>
/// <example><code>
/// pickUp: yesNo
/// </code></example>
public sealed class YesNo : InputType
{
    public override string Name => "yesNo";

    public override string Accepts => "yes or no, by a button or in the words of these commands in every language";

    public override string Example => "yes";

    public override int LongestLength => "yes".Length;

    public override ImmutableArray<string> Offers => ["yes", "no"];

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words) =>
        words.MeaningOf(WordGroups.YesNo, text) is { } said ? new Accepted(said) : NoValue();
}

using Bot.Engine.Inputs;
using Bot.Host.Wiring;
using Bot.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Bot.Tests.Engine.Inputs;

public sealed class InputTypePropertyTests
{
    private const int Runs = 1500;

    public static TheoryData<string> Types => InputTypeTests.Types;

    [Theory]
    [MemberData(nameof(Types))]
    public void Any_text_is_read_without_an_exception_and_answered_with_a_listed_key(string name)
    {
        var type = InputCase.TypeOf(name);
        Hold(name, text => type.Read(text, InputTypeTests.Now, ShippedWords.All) switch
        {
            Accepted accepted => accepted.Warning is null || type.MessageKeys.Contains(accepted.Warning),
            Rejected rejected => type.MessageKeys.Contains(rejected.Key),
            _ => false,
        });
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Reading_a_canonical_value_again_gives_the_same(string name)
    {
        var type = InputCase.TypeOf(name);
        Hold(name, text => Read(text) is not Accepted accepted || accepted.Equals(Read(accepted.Value.Text)));

        Reading Read(string text) => type.Read(text, InputTypeTests.Now, ShippedWords.All);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_canonical_value_is_no_longer_than_the_type_says(string name)
    {
        var type = InputCase.TypeOf(name);
        Hold(name, text => type.Read(text, InputTypeTests.Now, ShippedWords.All) is not Accepted accepted || accepted.Value.Text.Length <= type.LongestLength);
    }

    private static void Hold(string name, Func<string, bool> property) =>
        Prop.ForAll(Texts(name).ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs).WithReplay(20261121, 7));

    // Arbitrary text, and the type's own cases with something inserted, removed or put side by side: most random text is refused at the first character.
    private static Gen<string> Texts(string name)
    {
        var cases = Gen.Elements(InputCase.Of(name).Select(one => one.Input).Where(input => input.Length < 300).ToArray());
        var any = ArbMap.Default.ArbFor<string>().Generator.Select(text => text ?? "");
        var piece = Gen.OneOf(
            Gen.Elements(" ", "-", ".", ",", "/", "+", "0", "9", "O", "I", "A", "z", "\u200B", "\u200D", "\u00A0", "\uD83D", "\uDE42", "\u0966", "\u093C", "@", "\0", "ı", "\u212A"),
            any);
        var changed =
            from text in cases
            from inserted in piece
            from at in Gen.Choose(0, text.Length)
            from removed in Gen.Choose(0, Math.Min(1, text.Length - at))
            select text[..at] + inserted + text[(at + removed)..];
        return Gen.OneOf(cases, any, changed, from left in cases from right in changed select left + right);
    }
}

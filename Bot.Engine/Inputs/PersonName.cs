using System.Globalization;
using System.Text;

namespace Bot.Engine.Inputs;

/// <summary>A person's name or part of one, in any script: letters, with spaces, dots, hyphens and apostrophes between them. Kept as typed.</summary>
internal sealed class PersonName : InputType
{
    public override string Name => "personName";

    public override string Accepts => "a name of letters in any script, at most 100 characters";

    public override string Example => "Asha";

    public override int LongestLength => 100;

    public override IReadOnlyList<string> MessageKeys => [Rejection(), Rejection("letters"), Rejection("length")];

    public override Reading Read(string text, DateTimeOffset now)
    {
        var name = ChatText.Prose(text).Replace('\u2019', '\'');
        if (name.Length == 0) return new Rejected(Rejection());
        if (name.Length > LongestLength) return RejectedFor("length", name.Length);
        return IsName(name) ? new Accepted(name) : new Rejected(Rejection("letters"));
    }

    private static bool IsName(string name)
    {
        var hasLetter = false;
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.IsLetter(rune)) hasLetter = true;
            else if (!IsBetweenLetters(rune)) return false;
        }
        return hasLetter;
    }

    private static bool IsBetweenLetters(Rune rune) => rune.Value switch
    {
        ' ' or '.' or '-' or '\'' => true,
        <= '~' => false,
        // Vowel signs and joiners of Indian scripts.
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format,
    };
}

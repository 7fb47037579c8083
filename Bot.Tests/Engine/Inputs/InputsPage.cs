using System.Globalization;
using System.Text;
using Bot.Engine.Inputs;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Inputs;

/// <summary>docs/inputs.md: what each kind of answer reads and refuses, made of the case files.</summary>
internal static class InputsPage
{
    private const string Head = """
        # What is read, and what is refused

        Made of the case files in `Bot.Tests/Engine/Inputs`, one for each kind of answer; after a change of theirs `BOT_WRITE_DOCS=1 dotnet test Bot.Tests --filter FullyQualifiedName~InputsPage` writes it anew. Two digits of a year and "expired" are meant as of 21 November 2026.

        For every kind of answer alike: WhatsApp's text marks (`*bold*`, `_slanted_`, `~struck~`, `` `code` ``), bullets, quotation marks and closing signs around it do not count; neither do signs that cannot be seen (direction marks, zero-width signs, the byte order mark, skin tones, keycap frames). Digits of every script, full-width letters and the letters of fancy fonts are the plain ones, every dash is a hyphen, and one letter is one letter however a keyboard encodes it. A value in a sentence is read where there is exactly one; the same value twice (`5,00,000 (five lakh)`) is one.

        What is no value at all is asked for again and never counts as a wrong attempt; only something of the shape asked for that breaks a rule counts. Words that mean something else are never taken as an answer: commands, the words that open a flow, greetings, and at names and remarks placeholders such as "NA".

        ## Words

        All words come from `words:` in the shared messages files (`flows/messages.<lang>.yaml`), of every language at once; a group is a list, or a map from meaning to words. A further language needs no code.

        | group | what it is for |
        |---|---|
        | `month` | 1 to 12 by their names |
        | `ordinalSuffix`, `dateFiller` | what may stand behind a day (`th`) and between the parts of a date (`of`, weekdays) |
        | `number` | numbers written as words, by their value: `twenty`, `dedh` (1.5) |
        | `fractionBefore`, `fractionBehind` | what a word before a number adds to it (`sadhe teen` is 3.5, `paune do` 1.75), and one behind it (`and a half`) |
        | `ordinal`, `numbering` | first, second; `option`, `no.` beside the number of a choice |
        | `unit`, `currency`, `amountFiller` | lakh and crore by what they multiply with; rupees; `only`, `approx` |
        | `period`, `tenureFiller` | years and months by how many make a year |
        | `relativeDay` | days by how far they are from today: `"1"` for tomorrow; a word for two days has both, the likelier first: `"1 -1"` for `kal` |
        | `weekday`, `whichWeekday` | 1 (Monday) to 7 by their names; `next`, and `this`, which may be today |
        | `dayUnit`, `fromNow` | days and weeks by how many days they are; what stands around a length of time: `in`, `baad` |
        | `dayPart`, `namedTime`, `timeFiller` | `am`, `pm` and `night` by their words; noon and midnight; `o'clock`, `baje` |
        | `filler` | what changes nothing beside a command or a choice: `please`, `ji` |
        | `greeting` | no answer: the question is asked again |
        | `none` | skips a question that may be skipped, and is no answer to any other: `NA`, `no surname` |
        | `label` | what stands before an e-mail address in a sentence |
        | `title`, `nameBefore`, `nameBehind`, `relation`, `sentence` | what is peeled off a name, what may stand in one, and what shows that it is none |

        A flow gives the types with parameters its own limits and words, see [flows.md](flows.md). Commands are under `commands:`; what an option or field is called besides its label is its `also:`. A choice is found by its number in any way of numbering, its value, label or synonym, the title that was shown, the same number in another spelling or its last four digits, its first words, a beginning or a word of its label that only one has; two that fit equally are asked about.

        """;

    public static string Write()
    {
        var page = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (var type in KnownInputTypes.Everything)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {type.Name}\n\n{char.ToUpperInvariant(type.Accepts[0])}{type.Accepts[1..]}.{With(type.Name)}\n\n| typed | |\n|---|---|\n");
            foreach (var one in InputCase.Of(type.Name).Where(one => one.Input.Trim().Length > 0 && one.Input.Length <= 80).OrderBy(one => one.IsRejected))
                page.Append(CultureInfo.InvariantCulture, $"| {Shown(one.Input)} | {Outcome(one)} |\n");
        }
        return page.ToString();
    }

    private static string With(string type) => InputCase.ParametersOf(type) is { Length: > 0 } with ? $" Here with `{with}`." : "";

    private static string Outcome(InputCase one) => one.IsRejected
        ? $"refused: {(one.Expected.Split('.') is [_, _, var rule] ? rule : "no value")}"
        : $"{Shown(one.Expected)}{(one.Warning is { } warning ? $", with {warning}" : "")}";

    /// <summary>Signs that cannot be seen by their code points.</summary>
    private static string Shown(string text)
    {
        var shown = new StringBuilder();
        foreach (var c in text)
        {
            if (c == '|') shown.Append("\\|");
            else if (c is '\u00A0' or < ' ' || (char.IsSurrogate(c) ? !text.IsNormalizedPair(c) : char.GetUnicodeCategory(c) == UnicodeCategory.Format))
                shown.Append(CultureInfo.InvariantCulture, $"U+{(int)c:X4} ");
            else shown.Append(c);
        }
        return $"`` {shown} ``";
    }

    /// <summary>Whether the text has its surrogates in pairs; one that stands alone could not be written.</summary>
    private static bool IsNormalizedPair(this string text, char c)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(text[i]) && text[i] == c) return false;
        }
        return true;
    }
}

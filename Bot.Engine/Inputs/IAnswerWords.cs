namespace Bot.Engine.Inputs;

/// <summary>What words stand for in answers: months, units, titles, fillers. All of them come from the messages files, of every language at once, since an
/// answer may be in any.</summary>
public interface IAnswerWords
{
    /// <summary>What a word or phrase stands for in a group, compared in its <see cref="WordForm"/>: of <c>month</c> the word <c>जून</c> is <c>6</c>. The name
    /// of the group where the group is a plain list; null for a word that it does not have.</summary>
    string? MeaningOf(string group, ReadOnlySpan<char> word);
}

/// <summary>Groups of words that the engine itself asks for, under <c>words:</c> of the shared messages files. A product's types may ask for more.</summary>
public static class WordGroups
{
    /// <summary>1 to 12, by their names.</summary>
    public const string Month = "month";

    /// <summary>What stands behind a number to make it a place in an order: <c>th</c>.</summary>
    public const string OrdinalSuffix = "ordinalSuffix";

    /// <summary>What may stand between the parts of a date: <c>of</c>.</summary>
    public const string DateFiller = "dateFiller";

    /// <summary>Numbers written as words, by their value: <c>20</c>, <c>1.5</c>.</summary>
    public const string Number = "number";

    /// <summary>What a word before a number adds to it, in parts of one: <c>sadhe teen</c> is 3.5, <c>paune do</c> 1.75.</summary>
    public const string FractionBefore = "fractionBefore";

    /// <summary>What a phrase behind a number adds to it: one <c>and a half</c>.</summary>
    public const string FractionBehind = "fractionBehind";

    /// <summary>First, second and so on, by their number: what a choice may be called by.</summary>
    public const string Ordinal = "ordinal";

    /// <summary>What people write beside the number of a choice: <c>option</c>.</summary>
    public const string Numbering = "numbering";

    /// <summary>What changes nothing beside a command or a choice: <c>please</c>.</summary>
    public const string Filler = "filler";

    /// <summary>A greeting is no answer.</summary>
    public const string Greeting = "greeting";

    /// <summary>What people write for "there is none": <c>NA</c>. Skips a question that may be skipped, and is no answer to any other.</summary>
    public const string None = "none";

    /// <summary>What people write to get on, and what is no name and no remark: <c>xyz</c>.</summary>
    public const string Placeholder = "placeholder";

    /// <summary>Words of other groups and commands that are also names where they begin with a capital: <c>More</c>.</summary>
    public const string AlsoName = "alsoName";

    /// <summary>What stands before an e-mail address in a sentence: <c>mail</c>, <c>is</c>.</summary>
    public const string Label = "label";

    /// <summary>Titles before a name: <c>Mr</c>.</summary>
    public const string Title = "title";

    /// <summary>How a sentence with a name begins: <c>my name is</c>.</summary>
    public const string NameBefore = "nameBefore";

    /// <summary>How a sentence with a name ends: <c>है</c>.</summary>
    public const string NameBehind = "nameBehind";

    /// <summary>Words that stand in sentences and in no name: <c>why</c>.</summary>
    public const string Sentence = "sentence";

    /// <summary>Whose son, daughter or wife a person is: <c>s/o</c>.</summary>
    public const string Relation = "relation";

    /// <summary>Days by how far they are from today: <c>1</c> for tomorrow. A word for two of them has both, the likelier first: <c>1 -1</c> for कल.</summary>
    public const string RelativeDay = "relativeDay";

    /// <summary>1 (Monday) to 7, by their names.</summary>
    public const string Weekday = "weekday";

    /// <summary>What stands beside a weekday: <c>next</c>, or <c>this</c>, which may be today.</summary>
    public const string WhichWeekday = "whichWeekday";

    /// <summary>Lengths of time by how many days they are: <c>7</c> for a week.</summary>
    public const string DayUnit = "dayUnit";

    /// <summary>What stands around a length of time that begins today: <c>in</c>, <c>from now</c>, <c>baad</c>.</summary>
    public const string FromNow = "fromNow";

    /// <summary>Parts of a day beside an hour: <c>am</c>, <c>pm</c>, <c>night</c>.</summary>
    public const string DayPart = "dayPart";

    /// <summary>Times with a name, by the time: <c>12:00</c> for noon.</summary>
    public const string NamedTime = "namedTime";

    /// <summary>What changes nothing beside an hour: <c>o'clock</c>, <c>baje</c>.</summary>
    public const string TimeFiller = "timeFiller";

    /// <summary>Words that multiply a number: <c>1000</c> for thousand.</summary>
    public const string Multiplier = "unit";

    /// <summary><c>yes</c> and <c>no</c>, by the words of these commands. No group of the files.</summary>
    public const string YesNo = "yesNo";

    public static IReadOnlyList<string> All { get; } =
    [
        Month, OrdinalSuffix, DateFiller, Number, FractionBefore, FractionBehind, Ordinal, Numbering, Filler, Greeting, None, Placeholder, AlsoName, Label,
        Title, NameBefore, NameBehind, Sentence, Relation, RelativeDay, Weekday, WhichWeekday, DayUnit, FromNow, DayPart, NamedTime, TimeFiller, Multiplier,
    ];
}

/// <summary>Words for where there are no messages files.</summary>
public sealed class NoWords : IAnswerWords
{
    public static NoWords Instance { get; } = new();

    public string? MeaningOf(string group, ReadOnlySpan<char> word) => null;
}

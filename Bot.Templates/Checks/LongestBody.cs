using Bot.Templates.Loading;
using Bot.Templates.Templating;

namespace Bot.Templates.Checks;

/// <summary>How long a message can become.</summary>
/// <param name="Words">Its own words and the closed lists it shows: always that long.</param>
/// <param name="Values">What the longest slots and arguments add. Values that nothing bounds count as nothing, and so does the second turn of a
/// repetition.</param>
internal readonly record struct LongestBody(int Words, int Values)
{
    /// <summary>Two digits, a dot, a space and a line break.</summary>
    private const int ChoiceLine = 5;

    /// <summary>A comma for every two digits.</summary>
    private const int MoneyComma = 2;

    private const int DateLength = 10;
    private const int MobileLength = 10;

    public int Whole => Words + Values;

    public static LongestBody Of(MessageEntry message, MessagesInUse use, FlowUse flow, MessageUse at, string language)
    {
        var (words, values) = (0, 0);
        foreach (var part in message.Template.Parts)
        {
            switch (part)
            {
                case WordsPart literal: words += literal.Text.Length; break;
                case ValuePart value: values += Longest(value, use, flow, at, language); break;
                case ChoicesPart when at.Choices is { LabelKeys.IsEmpty: false } closed:
                    words += closed.LabelKeys.Sum(
                    key => ChoiceLine + LabelLength(use, flow, language, key)); break;
                case ChoicesPart when at.Choices is { } open: values += open.Most * (ChoiceLine + open.LongestLabel); break;
            }
        }

        return new(words, values);
    }

    private static int Longest(ValuePart part, MessagesInUse use, FlowUse flow, MessageUse at, string language)
    {
        if (part.Format == ValueFormat.Date) return DateLength;
        if (part.Format == ValueFormat.Mobile) return MobileLength;
        if (part.Format == ValueFormat.Label) return LongestLabel(part.Path + ".", use, flow, language);

        // Only the whole slot has a known length; a field of it has not.
        if (part.Names.Length != 1 || part.Root.Length == 0) return 0;
        var length = at.Arguments.FirstOrDefault(argument => argument.Name == part.Root)?.LongestLength
            ?? flow.Slots.FirstOrDefault(slot => slot.Name == part.Root)?.LongestLength ?? 0;
        return part.Format == ValueFormat.Money ? length + length / MoneyComma : length;
    }

    private static int LongestLabel(string group, MessagesInUse use, FlowUse flow, string language) =>
        use.Catalogue.Words(flow.Flow, language).Labels.Where(label => label.Key.StartsWith(group, StringComparison.Ordinal))
            .Select(label => label.Label.Length).DefaultIfEmpty().Max();

    private static int LabelLength(MessagesInUse use, FlowUse flow, string language, string key) =>
        use.Catalogue.Label(flow.Flow, language, key)?.Label.Length ?? 0;
}

using Bot.Templates.Loading;
using Bot.Templates.Rendering;

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
        var (words, values) = (message.Template.WordsLength, 0);
        foreach (var shown in message.Template.Uses.Where(shown => shown.IsShown))
        {
            if (shown.Path != RenderScope.Choices) values += Longest(shown, use, flow, at, language);
            else if (at.Choices is { LabelKeys: { IsEmpty: false } keys }) words += keys.Sum(key => ChoiceLine + LabelLength(use, flow, language, key));
            else if (at.Choices is { } open) values += open.Most * (ChoiceLine + open.LongestLabel);
        }

        return new(words, values);
    }

    private static int Longest(ValueUse shown, MessagesInUse use, FlowUse flow, MessageUse at, string language)
    {
        if (shown.Format == ValueFormat.Date) return DateLength;
        if (shown.Format == ValueFormat.Mobile) return MobileLength;
        if (shown.Format == ValueFormat.Label) return LongestLabel(shown.Path + ".", use, flow, language);

        // Only the whole slot has a known length; a field of it has not.
        if (shown.IsLocal || shown.Path != shown.Root) return 0;
        var length = at.Arguments.FirstOrDefault(argument => argument.Name == shown.Root)?.LongestLength
            ?? flow.Slots.FirstOrDefault(slot => slot.Name == shown.Root)?.LongestLength ?? 0;
        return shown.Format == ValueFormat.Money ? length + length / MoneyComma : length;
    }

    private static int LongestLabel(string group, MessagesInUse use, FlowUse flow, string language) =>
        use.Catalogue.Words(flow.Flow, language).Labels.Where(label => label.Key.StartsWith(group, StringComparison.Ordinal))
            .Select(label => label.Label.Length).DefaultIfEmpty().Max();

    private static int LabelLength(MessagesInUse use, FlowUse flow, string language, string key) =>
        use.Catalogue.Label(flow.Flow, language, key)?.Label.Length ?? 0;
}

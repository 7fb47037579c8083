using System.Text.RegularExpressions;
using Bot.Engine.Flows;

namespace Bot.Templates.Checks;

/// <summary>A value is written in two braces: <c>{name}</c> and <c>${name}</c>, as other systems have them, are words that people would read.</summary>
internal sealed partial class TagsHaveTwoBraces : IMessageCheck
{
    public string Name => nameof(TagsHaveTwoBraces);

    public IEnumerable<Issue> Find(MessagesInUse use) =>
        from flow in use.Flows
        from message in flow.Messages
        let names = flow.Slots.Select(slot => slot.Name).Concat(message.Arguments.Select(argument => argument.Name)).ToHashSet(StringComparer.Ordinal)
        from language in use.LanguagesOf(flow)
        from text in use.Catalogue.Message(flow.Flow, language, message.Key)?.Texts ?? []
        from Match single in Single().Matches(text.Text.Text.Text)
        where names.Contains(single.Groups[1].Value)
        let place = text.Text.At(single.Index)
        select new Issue(text.Text.File, place.Line, place.Column, $"'{single.Value}' in the message '{message.Key}' is shown as it is written", $"{{{{ {single.Groups[1].Value} }}}}", Warning: true);

    [GeneratedRegex(@"(?<![{%])\$?\{[ \t]*(\w+)[ \t]*\}(?![}%])")]
    private static partial Regex Single();
}

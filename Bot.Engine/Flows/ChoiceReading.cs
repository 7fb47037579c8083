using System.Collections.Immutable;
using Bot.Engine.Sessions;

namespace Bot.Engine.Flows;

/// <summary>What was chosen: by a tap, or in words, see <see cref="ChoiceMatching"/>.</summary>
internal abstract record ChoiceReading
{
    public sealed record Match(Option Option) : ChoiceReading;

    public sealed record Page(int By) : ChoiceReading;

    /// <summary>Several fit equally well: the person is asked which.</summary>
    public sealed record Several(ImmutableArray<Option> Options) : ChoiceReading;

    public sealed record NoMatch : ChoiceReading;

    /// <param name="valueOf">The value in a tap's payload, or null when it is not a tap on this question.</param>
    public static ChoiceReading Read(ITurnContext context, ImmutableArray<Option> options, Func<string, string?> valueOf)
    {
        if (context.Input is HeardTap { Payload.Length: > 0 } tap && valueOf(tap.Payload) is { } value) return ByValue(options, value);
        return context.Input.Words is { } text ? ByWords(context, options, text) : new NoMatch();
    }

    private static ChoiceReading ByValue(ImmutableArray<Option> options, string value) => value switch
    {
        ChoicePages.More => new Page(1),
        ChoicePages.Previous => new Page(-1),
        _ => Find(options, value) is { } option ? new Match(option) : new NoMatch(),
    };

    private static ChoiceReading ByWords(ITurnContext context, ImmutableArray<Option> options, string text)
    {
        switch (context.Command)
        {
            case "more": return new Page(1);
            case "previous": return new Page(-1);
            case { } command when Find(options, command) is { } option: return new Match(option);
        }
        return new ChoiceMatching(context, options, text).Best() switch
        {
            [] => new NoMatch(),
            [var one] => new Match(one),
            var several => new Several(several),
        };
    }

    private static Option? Find(ImmutableArray<Option> options, string value)
    {
        foreach (var option in options)
        {
            if (option.Value == value)
                return option;
        }

        return null;
    }
}

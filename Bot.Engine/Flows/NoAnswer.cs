using Bot.Engine.Inputs;
using Bot.Engine.Sessions;

namespace Bot.Engine.Flows;

/// <summary>What a person sends that answers no question: greetings, placeholders, questions of their own, words that mean something elsewhere.</summary>
internal static class NoAnswer
{
    /// <summary>"Hi", "namaste".</summary>
    public static bool IsGreeting(ITurnContext context) => Is(context, WordGroups.Greeting);

    /// <summary>"NA", "...", "no surname".</summary>
    public static bool IsNone(ITurnContext context) => Is(context, WordGroups.None);

    /// <summary>"xyz", "test".</summary>
    public static bool IsPlaceholder(ITurnContext context) => Is(context, WordGroups.Placeholder);

    /// <summary>An initial, or a word that means something else and is a name too: "K", "More". Both are written with one capital.</summary>
    public static bool IsAlsoName(ITurnContext context)
    {
        if (context.Input.Words is not { } text || ChatText.Prose(text) is not [>= 'A' and <= 'Z', ..] name) return false;
        return name.TrimEnd('.').Length == 1 || (!name.Skip(1).Any(char.IsUpper) && context.Words.MeaningOf(WordGroups.AlsoName, name) is not null);
    }

    /// <summary>A command that does nothing here, or the word that opens another flow.</summary>
    public static bool IsWordOfElsewhere(ITurnContext context) =>
        context.Command is not null || (context.Input.Words is { } text && context.Words.EntryOf(text) is not null);

    private static bool Is(ITurnContext context, string group) => context.Input.Words is { } text && context.Words.MeaningOf(group, text) is not null;

    public static bool IsQuestion(string text) => text.AsSpan().TrimEnd().EndsWith("?");
}

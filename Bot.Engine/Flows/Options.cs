using System.Collections.Immutable;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Flows;

/// <summary>One thing that can be chosen: its value, its label's key or the label itself, and what the slot holds when it is taken.</summary>
internal sealed record Option(string Value, string LabelKey, string Label, Value Row);

/// <summary>Long lists in pages: WhatsApp shows at most ten rows.</summary>
internal static class ChoicePages
{
    public const string More = ">";
    public const string Previous = "<";

    /// <summary>Rows of a WhatsApp list.</summary>
    private const int RowsLimit = 10;

    /// <summary>Options on one page of several: two rows are kept for turning.</summary>
    private const int PerPage = 8;

    /// <param name="question">What a tap brings back in front of the value, without the hash sign.</param>
    public static ImmutableArray<Choice> Show(ImmutableArray<Option> options, int page, string question)
    {
        var whole = options.Length <= RowsLimit;
        var first = whole ? 0 : page * PerPage;
        var last = whole ? options.Length : Math.Min(options.Length, first + PerPage);
        var choices = ImmutableArray.CreateBuilder<Choice>(RowsLimit);
        for (var i = first; i < last; i++) choices.Add(new(Payload(options[i].Value), options[i].Value, i + 1, options[i].LabelKey, options[i].Label));
        if (first > 0) choices.Add(new(Payload(Previous), Previous, 0, "paging.previous", ""));
        if (last < options.Length) choices.Add(new(Payload(More), More, 0, "paging.more", ""));
        return choices.DrainToImmutable();

        string Payload(string value) => string.Concat(question, "#", value);
    }

    public static int Turn(int page, int by, int options) => Math.Clamp(page + by, 0, options <= RowsLimit ? 0 : (options - 1) / PerPage);
}

/// <summary>What was chosen by a tap, a number, a label in any language, a value, or the first words of a label that only one option has.</summary>
internal abstract record ChoiceReading
{
    /// <summary>A text up to this length is folded without allocating.</summary>
    private const int Short = 128;

    public sealed record Match(Option Option) : ChoiceReading;

    public sealed record Page(int By) : ChoiceReading;

    public sealed record NoMatch : ChoiceReading;

    /// <param name="valueOf">The value in a tap's payload, or null when it is not a tap on this question.</param>
    public static ChoiceReading Read(ITurnContext context, ImmutableArray<Option> options, Func<string, string?> valueOf)
    {
        if (context.Input is HeardTap { Payload.Length: > 0 } tap)
        {
            if (valueOf(tap.Payload) is { } value) return ByValue(options, value);
            return ByWords(context, options, tap.Title, context.Words.CommandOf(tap.Title));
        }
        return context.Input.Words is { } text ? ByWords(context, options, text, context.Command) : new NoMatch();
    }

    private static ChoiceReading ByValue(ImmutableArray<Option> options, string value) => value switch
    {
        ChoicePages.More => new Page(1),
        ChoicePages.Previous => new Page(-1),
        _ => Find(options, value) is { } option ? new Match(option) : new NoMatch(),
    };

    private static ChoiceReading ByWords(ITurnContext context, ImmutableArray<Option> options, string text, string? command) => command switch
    {
        "more" => new Page(1),
        "previous" => new Page(-1),
        not null when Find(options, command) is { } option => new Match(option),
        _ => ByText(context, options, text),
    };

    private static ChoiceReading ByText(ITurnContext context, ImmutableArray<Option> options, string text)
    {
        var said = Fold(text, text.Length <= Short ? stackalloc char[Short] : new char[text.Length]);
        if (int.TryParse(said.TrimEnd(".)"), System.Globalization.NumberStyles.None, null, out var number) && number >= 1 && number <= options.Length)
            return new Match(options[number - 1]);

        Option? beginning = null;
        var several = false;
        foreach (var option in options)
        {
            var likeness = LikenessOf(context, option, said);
            if (likeness == Likeness.Same) return new Match(option);
            if (likeness == Likeness.None) continue;

            several |= beginning is not null && beginning != option;
            beginning = option;
        }
        return beginning is not null && !several ? new Match(beginning) : new NoMatch();
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

    /// <summary>The best that its value and its labels come to.</summary>
    private static Likeness LikenessOf(ITurnContext context, Option option, ReadOnlySpan<char> said)
    {
        if (LikenessOf(option.Value, said) == Likeness.Same) return Likeness.Same;
        if (option.LabelKey.Length == 0) return LikenessOf(option.Label, said);

        var best = Likeness.None;
        var labels = context.Words.LabelsOf(context.FlowName, option.LabelKey);
        for (var i = 0; i < labels.Count && best != Likeness.Same; i++)
        {
            if (LikenessOf(labels[i], said) is var likeness && likeness > best)
                best = likeness;
        }

        return best;
    }

    private static Likeness LikenessOf(string words, ReadOnlySpan<char> said)
    {
        var folded = Fold(words, words.Length <= Short ? stackalloc char[Short] : new char[words.Length]);
        if (folded.SequenceEqual(said)) return Likeness.Same;
        return said.Length > 0 && folded.Length > said.Length && folded[said.Length] == ' ' && folded.StartsWith(said) ? Likeness.Beginning : Likeness.None;
    }

    /// <summary>In capitals, with single spaces and with digits of any script as ours.</summary>
    private static ReadOnlySpan<char> Fold(string text, Span<char> folded)
    {
        var length = 0;
        foreach (var letter in text.AsSpan().Trim())
        {
            if (char.IsWhiteSpace(letter) && (length == 0 || folded[length - 1] == ' ')) continue;
            folded[length++] = char.IsWhiteSpace(letter)
                ? ' '
                : char.IsDigit(letter)
                ? (char)('0' + (int)char.GetNumericValue(letter))
                : char.ToUpperInvariant(letter);
        }
        return folded[..length];
    }

    private enum Likeness
    {
        None,

        /// <summary>Its first words.</summary>
        Beginning,

        Same,
    }
}

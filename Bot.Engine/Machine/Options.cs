using System.Collections.Immutable;

namespace Bot.Engine.Machine;

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

        string Payload(string value) => $"{question}#{value}";
    }

    public static int Turn(int page, int by, int options) => Math.Clamp(page + by, 0, options <= RowsLimit ? 0 : (options - 1) / PerPage);
}

/// <summary>What was chosen by a tap, a number, a label in any language, a value, or the first words of a label that only one option has.</summary>
internal abstract record ChoiceReading
{
    public sealed record Chosen(Option Option) : ChoiceReading;

    public sealed record Turned(int By) : ChoiceReading;

    public sealed record Missed : ChoiceReading;

    /// <param name="valueOf">The value in a tap's payload, or null when it is not a tap on this question.</param>
    public static ChoiceReading Read(Step step, ImmutableArray<Option> options, Func<string, string?> valueOf)
    {
        if (step.Input is HeardTap { Payload.Length: > 0 } tap && valueOf(tap.Payload) is { } value) return ByValue(options, value);
        if ((Listening.TextOf(step.Input) ?? (step.Input as HeardTap)?.Title) is not { } text) return new Missed();

        return step.Words.CommandOf(text) switch
        {
            "more" => new Turned(1),
            "previous" => new Turned(-1),
            { } command when options.Any(option => option.Value == command) => ByValue(options, command),
            _ => ByText(step, options, text),
        };
    }

    private static ChoiceReading ByValue(ImmutableArray<Option> options, string value) => value switch
    {
        ChoicePages.More => new Turned(1),
        ChoicePages.Previous => new Turned(-1),
        _ => options.FirstOrDefault(option => option.Value == value) is { } option ? new Chosen(option) : new Missed(),
    };

    private static ChoiceReading ByText(Step step, ImmutableArray<Option> options, string text)
    {
        var said = Fold(text);
        if (int.TryParse(said.TrimEnd('.', ')'), System.Globalization.NumberStyles.None, null, out var number) && number >= 1 && number <= options.Length) return new Chosen(options[number - 1]);

        Option? beginning = null;
        var several = false;
        foreach (var option in options)
        {
            if (Fold(option.Value) == said) return new Chosen(option);
            foreach (var label in LabelsOf(step, option))
            {
                var folded = Fold(label);
                if (folded == said) return new Chosen(option);
                if (said.Length == 0 || !folded.StartsWith(said, StringComparison.Ordinal) || folded[said.Length] != ' ') continue;
                several |= beginning is not null && beginning != option;
                beginning = option;
            }
        }
        return beginning is not null && !several ? new Chosen(beginning) : new Missed();
    }

    private static IEnumerable<string> LabelsOf(Step step, Option option) =>
        option.LabelKey.Length == 0 ? [option.Label] : step.Words.LabelsOf(step.Top?.Flow ?? "", option.LabelKey);

    private static string Fold(string text)
    {
        Span<char> folded = text.Length <= 256 ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        foreach (var letter in text.AsSpan().Trim())
        {
            if (char.IsWhiteSpace(letter) && (length == 0 || folded[length - 1] == ' ')) continue;
            folded[length++] = char.IsWhiteSpace(letter) ? ' ' : char.IsDigit(letter) ? (char)('0' + (int)char.GetNumericValue(letter)) : char.ToUpperInvariant(letter);
        }
        return new(folded[..length]);
    }
}

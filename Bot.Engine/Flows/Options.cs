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
    public const int RowsLimit = 10;

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

    /// <summary>Some of the options, under the numbers that they have among all.</summary>
    public static ImmutableArray<Choice> Show(ImmutableArray<Option> options, ImmutableArray<Option> some, string question) =>
        [.. options.Select((option, i) => (Option: option, Number: i + 1)).Where(one => some.Contains(one.Option))
            .Select(one => new Choice(string.Concat(question, "#", one.Option.Value), one.Option.Value, one.Number, one.Option.LabelKey, one.Option.Label))];

    public static int Turn(int page, int by, int options) => Math.Clamp(page + by, 0, options <= RowsLimit ? 0 : (options - 1) / PerPage);
}

using System.Collections.Immutable;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Flows;

/// <summary>What a question offers: fixed values, or rows of a list that a slot holds.</summary>
/// <param name="Values">Fixed values; their labels are <c>options.&lt;slot&gt;.&lt;value&gt;</c> in the messages files.</param>
/// <param name="From">The list; null for fixed values.</param>
/// <param name="ValueField">Field of a row that is its value.</param>
/// <param name="LabelField">Field of a row that is shown.</param>
public sealed record Choosable(ImmutableArray<string> Values, SlotSource? From, string ValueField, string LabelField)
{
    /// <summary>A partner that returns more rows than this has a fault; no person turns so many pages.</summary>
    private const int RowsLimit = 1000;

    internal ImmutableArray<string>? LabelKeys(string slot) => From is null ? [.. Values.Select(value => $"{slot}.{value}")] : null;

    /// <summary>The fixed values as options of a question for a slot.</summary>
    internal ImmutableArray<Option> Fixed(string slot) => [.. Values.Select(value => new Option(value, $"{slot}.{value}", "", Value.Of(value)))];

    /// <summary>The rows of the list as options.</summary>
    internal ImmutableArray<Option> Listed(SlotSource from, Slots slots)
    {
        if (slots.Find(from.Path) is not ListValue list) return [];

        var offered = ImmutableArray.CreateBuilder<Option>(Math.Min(list.Items.Length, RowsLimit));
        foreach (var row in list.Items)
        {
            if (offered.Count == RowsLimit) break;
            var value = row.Field(ValueField)?.Text ?? row.Text;
            offered.Add(new(value, "", LabelField == ValueField ? value : row.Field(LabelField)?.Text ?? value, row));
        }
        return offered.DrainToImmutable();
    }
}

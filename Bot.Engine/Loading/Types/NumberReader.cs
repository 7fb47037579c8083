using Bot.Engine.Inputs;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading.Types;

/// <summary>Reads <c>{ type: number, min: 1, max: 8, decimals: 1, unit: [km, किमी] }</c>.</summary>
internal static class NumberReader
{
    private const int MostDecimals = 9;

    public static InputType Read(MapReader map)
    {
        var rules = NumberRules.Default with
        {
            Decimals = map.Take("decimals") is null ? 0 : map.Number("decimals", 0, MostDecimals),
            Units = [.. map.Names("unit").Select(unit => unit.Name)],
            Example = map.OptionalName("example") ?? "",
        };
        var min = map.Amount("min", -NumberRules.Largest, NumberRules.Largest) ?? rules.Min;
        var max = map.Amount("max", -NumberRules.Largest, NumberRules.Largest) ?? rules.Max;
        if (min > max)
        {
            map.Report(map.Take("max")?.At ?? map.Take("min")!.At, "no number is from 'min' to 'max'", "write the smaller one as min:");
            return new Number(rules);
        }
        return Examples.Checked(map, new Number(rules with { Min = min, Max = max }));
    }
}

using Bot.Engine.Inputs;

namespace Bot.Engine.Flows;

/// <summary>A condition with a name, decided by the time of the input alone.</summary>
public sealed record Predicate(string Name, string Meaning, Func<DateTimeOffset, bool> Holds);

/// <summary>Every named predicate a flow may use.</summary>
public static class Predicates
{
    public static IReadOnlyList<Predicate> All { get; } =
    [
        new("weekend", "it is Saturday or Sunday in India", at => at.ToOffset(IndianDate.Offset).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday),
        new("officeHours", "it is Monday to Saturday, 9:00 to 18:00 in India", at => at.ToOffset(IndianDate.Offset) is { DayOfWeek: not DayOfWeek.Sunday, Hour: >= 9 and < 18 }),
    ];

    public static Predicate? Find(string name) => All.FirstOrDefault(predicate => predicate.Name == name);
}

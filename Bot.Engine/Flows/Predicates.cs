namespace Bot.Engine.Flows;

/// <summary>A condition with a name, decided by the time of the input alone.</summary>
public sealed record Predicate(string Name, string Meaning, Func<DateTimeOffset, bool> Holds);

/// <summary>Every named predicate a flow may use.</summary>
public static class Predicates
{
    /// <summary>Indian Standard Time has no daylight saving.</summary>
    private static readonly TimeSpan India = TimeSpan.FromMinutes(330);

    public static IReadOnlyList<Predicate> All { get; } =
    [
        new("weekend", "it is Saturday or Sunday in India", at => at.ToOffset(India).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday),
        new("officeHours", "it is Monday to Saturday, 9:00 to 18:00 in India", at => at.ToOffset(India) is { DayOfWeek: not DayOfWeek.Sunday, Hour: >= 9 and < 18 }),
    ];

    public static Predicate? Find(string name) => All.FirstOrDefault(predicate => predicate.Name == name);
}

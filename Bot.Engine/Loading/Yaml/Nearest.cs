namespace Bot.Engine.Loading.Yaml;

/// <summary>The known name that is nearest to one that is not known.</summary>
public static class Nearest
{
    /// <summary>Words of other flow languages for keys of this one: no letter is wrong in them, and one is meant all the same.</summary>
    private static readonly Dictionary<string, string[]> Elsewhere = new(StringComparer.OrdinalIgnoreCase)
    {
        ["goto"] = ["next", "to"],
        ["then"] = ["next", "to"],
        ["target"] = ["next", "to"],
        ["transitions"] = ["next"],
        ["if"] = ["when"],
        ["prompt"] = ["ask"],
        ["question"] = ["ask"],
        ["message"] = ["say"],
        ["send"] = ["say"],
        ["select"] = ["choose"],
        ["run"] = ["call", "flow"],
        ["choices"] = ["options"],
        ["buttons"] = ["options"],
        ["args"] = ["with"],
        ["arguments"] = ["with"],
        ["outcomes"] = ["on"],
        ["timeout"] = ["expire"],
        ["reminder"] = ["remind"],
        ["retries"] = ["attempts"],
        ["variables"] = ["slots"],
        ["steps"] = ["states"],
        ["initial"] = ["start"],
    };

    /// <summary>"Did you mean" where a known name is near, else <paramref name="otherwise"/>, else all that is known.</summary>
    public static string Instead(string written, IEnumerable<string> known, string? otherwise = null)
    {
        var names = known.Order(StringComparer.Ordinal).ToList();
        if (To(written, names) is { } near) return $"did you mean '{near}'?";
        return otherwise ?? names switch
        {
            [] => "there is none to name",
            [var only] => $"there is only '{only}'",
            _ => $"one of {string.Join(", ", names)}",
        };
    }

    /// <summary>The nearest name with at most a third of its letters different, in the order given where several are as near; else the one that another
    /// language's word is meant for; null where there is none.</summary>
    /// <param name="most">Never more letters different than this.</param>
    public static string? To(string written, IEnumerable<string> known, int most = int.MaxValue)
    {
        string? nearest = null;
        var least = int.MaxValue;
        var names = known as IReadOnlyCollection<string> ?? [.. known];
        foreach (var name in names)
        {
            var distance = Distance(written, name);
            if (distance >= least || distance > Math.Min(most, Math.Max(written.Length, name.Length) / 3)) continue;
            (nearest, least) = (name, distance);
        }
        return nearest ?? Array.Find(Elsewhere.GetValueOrDefault(written, []), names.Contains);
    }

    /// <summary>Letters to change, add, remove, or swap with their neighbour; upper and lower case count as the same letter.</summary>
    private static int Distance(string one, string other)
    {
        var rows = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= other.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            for (var j = 1; j <= other.Length; j++)
            {
                var change = rows[i - 1, j - 1] + (Same(one[i - 1], other[j - 1]) ? 0 : 1);
                rows[i, j] = Math.Min(change, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && Same(one[i - 1], other[j - 2]) && Same(one[i - 2], other[j - 1]))
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }
        return rows[one.Length, other.Length];
    }

    private static bool Same(char one, char other) => char.ToUpperInvariant(one) == char.ToUpperInvariant(other);
}

namespace Bot.Templates.Checks;

/// <summary>Finds the known name that is nearest to one that is not known.</summary>
internal static class Nearest
{
    /// <summary>More wrong letters than this is another word.</summary>
    private const int MostEdits = 3;

    public static string? To(string written, IEnumerable<string> known)
    {
        var (best, distance) = known.Select(name => (name, Edits(written, name))).OrderBy(pair => pair.Item2).ThenBy(pair => pair.name, StringComparer.Ordinal)
            .FirstOrDefault();
        return best is not null && distance <= Math.Min(MostEdits, written.Length / 2) ? best : null;
    }

    /// <summary>Levenshtein's distance, letter case aside.</summary>
    private static int Edits(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var same = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]);
                var next = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (same ? 0 : 1));
                (diagonal, row[j]) = (row[j], next);
            }
        }

        return row[^1];
    }
}

using System.Globalization;
using System.Text;

namespace Bot.Host.Api.Resources;

/// <summary>Which part of a list is wanted: <c>limit</c> rows behind the cursor <c>after</c>, <c>offset</c> of them passed over.</summary>
internal sealed record PageRequest(int Limit, int Offset, string After)
{
    public const int UsualLimit = 50;
    public const int MostLimit = 200;
    private const int MostOffset = 10_000;

    /// <summary>Reads the query; what is wrong is noted by field.</summary>
    public static PageRequest Of(ResourceCall call, Dictionary<string, string> faults) => new(
        Number(call, "limit", UsualLimit, 1, MostLimit, faults),
        Number(call, "offset", 0, 0, MostOffset, faults),
        Cursor(call, faults));

    /// <summary>What a page ends with, so that the next one begins behind it. Opaque: it may change its form.</summary>
    public static string CursorOf(string key) => Convert.ToBase64String(Encoding.UTF8.GetBytes(key)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static int Number(ResourceCall call, string name, int usual, int least, int most, Dictionary<string, string> faults)
    {
        if (call.Query(name) is not { Length: > 0 } text) return usual;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;

        faults[name] = $"This must be a whole number from {least} to {most}.";
        return usual;
    }

    private static string Cursor(ResourceCall call, Dictionary<string, string> faults)
    {
        var text = call.Query("after");
        try
        {
            var padded = text.Replace('-', '+').Replace('_', '/') + new string('=', (4 - (text.Length % 4)) % 4);
            return Encoding.UTF8.GetString(Convert.FromBase64String(padded));
        }
        catch (FormatException)
        {
            faults["after"] = "This is no cursor; give the next of the page before, or nothing for the first page.";
            return "";
        }
    }
}

/// <summary>A part of a list in its order.</summary>
/// <param name="Next">Give it as <c>after</c> for what follows; null when nothing does. A page may be short, even empty, and have a next one: little was found
/// among much.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, int Limit, string? Next)
{
    /// <summary>So many rows are looked at for one page.</summary>
    private const int ScanLimit = 10_000;

    private const int Batch = 200;

    /// <summary>Walks a list in the order of its keys and keeps what fits.</summary>
    /// <param name="fetch">So many rows behind a key.</param>
    public static async Task<Page<T>> ReadAsync<TRow>(PageRequest request, Func<string, int, Task<IReadOnlyList<TRow>>> fetch, Func<TRow, string> keyOf,
        Func<TRow, Task<T?>> keep)
    {
        var items = new List<T>(request.Limit);
        var (after, skipped, looked) = (request.After, 0, 0);
        while (looked < ScanLimit)
        {
            var rows = await fetch(after, Batch);
            foreach (var row in rows)
            {
                // One more than the page holds tells that there is a next one.
                var kept = await keep(row);
                if (kept is not null && skipped < request.Offset) skipped++;
                else if (kept is not null && items.Count == request.Limit) return new(items, request.Limit, PageRequest.CursorOf(after));
                else if (kept is not null) items.Add(kept);
                after = keyOf(row);
            }
            if (rows.Count < Batch) return new(items, request.Limit, null);
            looked += rows.Count;
        }
        return new(items, request.Limit, PageRequest.CursorOf(after));
    }
}

using System.Globalization;

namespace Bot.Templates.Fitting;

/// <summary>Titles of one message, fitted, no two alike: WhatsApp refuses a message with the same title twice.</summary>
internal sealed class DistinctTitles(int limit)
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    public string Of(string label)
    {
        var title = TextCut.Within(label, limit);
        for (var count = 2; !_taken.Add(title); count++)
        {
            var suffix = string.Create(CultureInfo.InvariantCulture, $" ({count})");
            title = TextCut.Within(label, limit - suffix.Length) + suffix;
        }

        return title;
    }
}

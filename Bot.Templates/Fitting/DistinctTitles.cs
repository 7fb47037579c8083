using System.Globalization;

namespace Bot.Templates.Fitting;

/// <summary>Titles of one message, fitted, no two alike: WhatsApp refuses a message with the same title twice.</summary>
internal readonly struct DistinctTitles(int limit, int count)
{
    // There are ten at most.
    private readonly List<string> _taken = new(count);

    public string Of(string label)
    {
        var title = TextCut.Within(label, limit);
        for (var number = 2; IsTaken(title); number++)
        {
            var suffix = string.Create(CultureInfo.InvariantCulture, $" ({number})");
            title = TextCut.Within(label, limit - suffix.Length) + suffix;
        }

        _taken.Add(title);
        return title;
    }

    private bool IsTaken(string title)
    {
        foreach (var taken in _taken)
            if (string.Equals(taken, title, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}

using System.Text;

namespace Bot.Host.Http;

/// <summary>Lines of CSV (RFC 4180), both ways. What a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV Injection).</summary>
internal static class CsvLine
{
    private const string Formulas = "=+-@\t\r\n";

    public static string Of(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    /// <summary>The rows of a text, quoted cells over several lines included.</summary>
    public static IEnumerable<IReadOnlyList<string>> Read(string text)
    {
        var (row, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var sign = text[i];
            if (quoted && sign == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append(text[++i]);
                continue;
            }

            if (sign == '"' && (quoted || cell.Length == 0))
            {
                quoted = !quoted;
                continue;
            }

            if (quoted || sign is not (',' or '\n' or '\r'))
            {
                cell.Append(sign);
                continue;
            }

            if (sign == '\r') continue;

            row.Add(cell.ToString());
            cell.Clear();
            if (sign == ',') continue;
            if (row.Exists(written => written.Length > 0)) yield return row;
            row = [];
        }

        row.Add(cell.ToString());
        if (row.Exists(written => written.Length > 0)) yield return row;
    }

    private static string Cell(string text)
    {
        var safe = text.Length > 0 && Formulas.Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : text;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}

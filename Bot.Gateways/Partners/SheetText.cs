namespace Bot.Gateways.Partners;

/// <summary>Free text for partners who put it into sheets: what a spreadsheet would take for a formula begins with an apostrophe there.</summary>
/// <remarks>OWASP, CSV Injection: a cell that begins with <c>= + - @</c>, a tab or a line break is computed when the sheet is opened.</remarks>
internal static class SheetText
{
    private const string Beginnings = "=+-@\t\r\n";

    public static string Of(string text) => text.Length > 0 && Beginnings.Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : text;
}

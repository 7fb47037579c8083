namespace Bot.Tests.Engine.Loading.Slips;

/// <summary>Where any word is right, so that a slip cannot be told from what is meant.</summary>
internal static class FreeWords
{
    /// <summary>Values of a flow that name nothing: texts, examples, fields of rows that no example shows, names that begin here.</summary>
    private static readonly string[] Values = ["text", "example", "matches", "unit", "label", "value", "scope", "values", "says"];

    /// <summary>Files whose values are texts for people.</summary>
    public static bool AreIn(string file) => file.Contains("messages", StringComparison.Ordinal) || file.EndsWith("operations.yaml", StringComparison.Ordinal);

    public static bool Is(string file, Slip slip)
    {
        var parts = slip.Path.Split('/');
        if (file.EndsWith("operations.yaml", StringComparison.Ordinal)) return IsOfAnOperation(parts);
        return file.Contains("messages", StringComparison.Ordinal) ? IsOfMessages(file, parts, slip) : IsOfAFlow(parts, slip);
    }

    /// <summary>Names of headers and fields are the peer's; what no flow hears of an operation may be called anything.</summary>
    private static bool IsOfAnOperation(string[] parts) =>
        parts is [_, "headers" or "json" or "form", ..] or ["shop.told", "outcomes", ..] || parts.Contains("example") || parts.Contains("where");

    /// <summary>A message may be a text, a group of words a product's, a label one of a typed answer; no flow of the folder speaks Hindi.</summary>
    private static bool IsOfMessages(string file, string[] parts, Slip slip) =>
        slip.What.EndsWith("holds a word", StringComparison.Ordinal) || parts is ["words", "period", ..] || (parts[0] == "options" && !parts.Contains("idKind"))
        || (slip.What.EndsWith("holds nothing", StringComparison.Ordinal) && parts[^1] is "note" or "language" or "sourceName")
        || (file.Contains(".hi.", StringComparison.Ordinal) && parts[0] is "messages" or "options");

    /// <summary>A table, an end and a set may stand alone; a slot set to nothing is set to itself.</summary>
    private static bool IsOfAFlow(string[] parts, Slip slip) =>
        (slip.IsValue && parts.Any(part => Values.Contains(part))) || parts.Contains("values")
        || (parts[^1] == "reject" && slip.What.EndsWith("holds a word", StringComparison.Ordinal))
        || (slip.What.EndsWith("holds nothing", StringComparison.Ordinal)
            && (parts is ["results", ..] || parts[^1] is "end" or "set" or "text" || parts.Contains("set")));
}

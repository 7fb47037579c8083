using System.Text.Json;

namespace Bot.Gateways.Partners.Shauryapay.Wire;

/// <summary>One object of an answer's <c>data</c>. Shauryapay writes nearly everything as text; numbers and booleans are read as text too.</summary>
internal sealed class ShauryapayRow(JsonElement element)
{
    /// <summary>A named scalar, trimmed; empty when it is absent, null or no scalar.</summary>
    public string Text(string name) => Find(name) is { } found ? TextOf(found) : "";

    /// <summary>A named object, or null.</summary>
    public ShauryapayRow? Row(string name) => Find(name) is { ValueKind: JsonValueKind.Object } found ? new(found) : null;

    /// <summary>A named list of names; blanks and repetitions are left out.</summary>
    public IReadOnlyList<string> Texts(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Array } found
            ? [.. found.EnumerateArray().Take(ShauryapayEnvelope.MostRows).Select(TextOf).Where(text => text.Length > 0).Distinct()]
            : [];

    /// <summary>A flag: <c>1</c>, <c>true</c> or <c>yes</c> in any case.</summary>
    public bool Flag(string name) => Text(name).ToUpperInvariant() is "1" or "TRUE" or "YES";

    private JsonElement? Find(string name) => element.TryGetProperty(name, out var found) ? found : null;

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Trim(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => "",
    };
}

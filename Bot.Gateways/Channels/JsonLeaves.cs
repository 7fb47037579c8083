using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bot.Gateways.Channels;

/// <summary>Reading JSON whose every leaf may be missing or of another kind than documented: what is not there reads as empty, nothing throws.</summary>
internal static partial class JsonLeaves
{
    /// <summary>The element under a name, or an undefined one.</summary>
    public static JsonElement At(this JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return default;
        try
        {
            return element.TryGetProperty(name, out var found) ? found : default;
        }
        catch (InvalidOperationException)
        {
            // A sibling's name is half a surrogate pair, which cannot be compared with anything.
            return default;
        }
    }

    /// <summary>The elements of the array under a name; none when it is no array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.At(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>The text under a name; a number as it was written; otherwise empty.</summary>
    public static string Text(this JsonElement element, string name) => element.At(name).AsText();

    /// <summary>The first of several names that holds a text.</summary>
    public static string Text(this JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.Text(name) is { Length: > 0 } text)
                return text;
        }

        return "";
    }

    public static string AsText(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => Whole(element),
        JsonValueKind.Number => element.GetRawText(),
        _ => "",
    };

    /// <summary>A number, also one written as text; null when it is none or not finite.</summary>
    public static double? Number(this JsonElement element, string name) =>
        double.TryParse(element.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>The JSON object that a text holds; an undefined element when it holds none.</summary>
    public static JsonElement Embedded(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith("{"))
            return default;
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = WebhookBody.MaxDepth });
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static string Whole(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // A provider cut a name or text in the middle of an emoji: the half becomes the replacement mark, the rest is kept.
            using var mended = JsonDocument.Parse(HalfPair().Replace(element.GetRawText(), "\\ufffd"));
            return mended.RootElement.GetString()!;
        }
    }

    [GeneratedRegex(@"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F][0-9a-fA-F]{2})|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}")]
    private static partial Regex HalfPair();
}

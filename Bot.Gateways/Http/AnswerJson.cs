using System.Text;
using System.Text.Json;

namespace Bot.Gateways.Http;

/// <summary>Finds the JSON of an answer among what stands around it: a byte order mark, blank lines, a server's warnings before it or behind.</summary>
internal static class AnswerJson
{
    /// <summary>A page has more braces than this and no answer in it.</summary>
    private const int MostTries = 64;

    /// <summary>The answer's JSON object or list; the text as it is where there is none in it.</summary>
    /// <param name="isAnswer">Whether an object is the peer's; null for any that has a property.</param>
    public static string In(string body, Func<JsonElement, bool>? isAnswer = null)
    {
        var whole = body.Trim().TrimStart('\uFEFF');
        if (Parses(whole)) return whole;

        var utf8 = Encoding.UTF8.GetBytes(body);
        var at = Array.IndexOf(utf8, (byte)'{');
        for (var tries = 0; at >= 0 && tries < MostTries; tries++)
        {
            if (ObjectAt(utf8.AsSpan(at), isAnswer) is { } length) return Encoding.UTF8.GetString(utf8, at, length);
            at = Array.IndexOf(utf8, (byte)'{', at + 1);
        }

        return body;
    }

    private static bool Parses(string text)
    {
        try
        {
            using var whole = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The length of an object that begins here; null where none does.</summary>
    private static int? ObjectAt(ReadOnlySpan<byte> utf8, Func<JsonElement, bool>? isAnswer)
    {
        var reader = new Utf8JsonReader(utf8, isFinalBlock: true, default);
        try
        {
            using var one = JsonDocument.ParseValue(ref reader);
            var fits = isAnswer?.Invoke(one.RootElement) ?? one.RootElement.EnumerateObject().Any();
            return fits ? (int)reader.BytesConsumed : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

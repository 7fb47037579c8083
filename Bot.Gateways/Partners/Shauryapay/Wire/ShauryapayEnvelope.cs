using System.Text.Json;
using Bot.Gateways.Http;

namespace Bot.Gateways.Partners.Shauryapay.Wire;

/// <summary>
/// The envelope around every answer: <c>{"status":"true","message":"..","data":[..]}</c>. Status may be a string, a boolean or the word success; data a list,
/// an object or null.
/// </summary>
internal sealed record ShauryapayEnvelope(bool Success, string Message, IReadOnlyList<ShauryapayRow> Rows)
{
    /// <summary>No list of the partner's comes near this; more is cut.</summary>
    public const int MostRows = 2_000;

    /// <summary>The envelope, or null when the text is none.</summary>
    public static ShauryapayEnvelope? Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(AnswerJson.In(body, root => root.TryGetProperty("status", out _)));
            return Read(document.RootElement.Clone());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ShauryapayEnvelope? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return null;

        var outer = new ShauryapayRow(root);
        var success = outer.Text("status").ToUpperInvariant() switch
        {
            "TRUE" or "SUCCESS" or "1" => true,
            "FALSE" or "FAILED" or "FAILURE" or "ERROR" or "0" => false,
            _ => (bool?)null,
        };
        return success is null ? null : new(success.Value, outer.Text("message"), RowsOf(root));
    }

    private static IReadOnlyList<ShauryapayRow> RowsOf(JsonElement root)
    {
        if (!root.TryGetProperty("data", out var data)) return [];

        return data.ValueKind switch
        {
            JsonValueKind.Object => [new(data)],
            JsonValueKind.Array =>
                [.. data.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Take(MostRows).Select(item => new ShauryapayRow(item))],
            _ => [],
        };
    }
}

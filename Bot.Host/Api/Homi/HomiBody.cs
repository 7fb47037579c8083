using System.Buffers;
using System.Text.Json;

namespace Bot.Host.Api.Homi;

/// <summary>A request's JSON object, read field by field; fields of the wrong type are noted, all of them.</summary>
internal sealed class HomiBody : IDisposable
{
    /// <summary>Bytes. The longest lead has a few hundred.</summary>
    private const int Limit = 64 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    private readonly JsonDocument _json;

    private HomiBody(JsonDocument json) => _json = json;

    /// <summary>What is wrong so far, by field.</summary>
    public Dictionary<string, string> Faults { get; } = [];

    public void Dispose() => _json.Dispose();

    /// <returns>The body, or the answer that says why there is none.</returns>
    public static async Task<(HomiBody? Body, HomiAnswer? Fault)> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType()) return (null, HomiAnswer.NotJson);
        if (context.Request.ContentLength > Limit || await BytesAsync(context) is not { } bytes) return (null, TooLarge);

        try
        {
            // No body at all is an object without fields: each of them is told to be missing.
            var json = JsonDocument.Parse(bytes.Length == 0 ? "{}"u8.ToArray() : bytes, Strict);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
            {
                foreach (var property in json.RootElement.EnumerateObject()) _ = property.Name;
                return (new(json), null);
            }

            json.Dispose();
            return (null, HomiAnswer.Invalid(new Dictionary<string, string> { ["body"] = "The body must be a JSON object" }));
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // The latter: a field's name with half a surrogate pair in it, or bytes that are no UTF-8.
            return (null, HomiAnswer.Error(StatusCodes.Status400BadRequest, "The body is not valid JSON", "broken_json", "Send one JSON object, each field once."));
        }
    }

    /// <summary>Null when it is absent, null or no text.</summary>
    /// <param name="label">As the fault names it: <c>Phone number</c>.</param>
    public string? Text(string name, string label)
    {
        if (Find(name) is not { } value) return null;

        try
        {
            if (value.ValueKind == JsonValueKind.String) return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that are no UTF-8: no text either.
        }
        Faults[name] = $"{label} must be a string";
        return null;
    }

    /// <summary>Null when it is absent, null or no number.</summary>
    public decimal? Number(string name, string label)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number)) return number;

        Faults[name] = $"{label} must be a number";
        return null;
    }

    /// <summary>A text that must be there; blank is as good as absent.</summary>
    public string Needed(string name, string label, bool mayBeBlank = false)
    {
        var text = Text(name, label);
        if (text is null || (!mayBeBlank && string.IsNullOrWhiteSpace(text))) Faults.TryAdd(name, $"{label} is required");
        return text ?? "";
    }

    private static HomiAnswer TooLarge => HomiAnswer.Error(StatusCodes.Status413PayloadTooLarge, "The body is too large", "too_large", $"At most {Limit} bytes.");

    private JsonElement? Find(string name) => _json.RootElement.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static async Task<byte[]?> BytesAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.Buffer.Length > Limit)
            {
                reader.AdvanceTo(read.Buffer.End);
                return null;
            }
            if (read.IsCompleted)
            {
                var bytes = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return bytes;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}

using System.Text.Json;
using Bot.Host.Http;

namespace Bot.Host.Api.Homi;

/// <summary>A request's JSON object, read field by field; fields of the wrong type are noted, all of them.</summary>
internal sealed class HomiBody(JsonElement json)
{
    /// <summary>Bytes. The longest lead has a few hundred.</summary>
    public const int Limit = 64 * 1024;

    private static readonly JsonBodyRules Rules = new(Depth: 8, ContentTypeRule.Always, MayBeEmpty: true);

    /// <summary>What is wrong so far, by field.</summary>
    public Dictionary<string, string> Faults { get; } = [];

    /// <summary>Called by the framework for a parameter of this type.</summary>
    public static async ValueTask<HomiBody> BindAsync(HttpContext context) => new(await JsonBody.ReadForRequestAsync(context, Rules));

    /// <summary>Null when it is absent, null or no text.</summary>
    /// <param name="label">As the fault names it: <c>Phone number</c>.</param>
    public string? Text(string name, string label)
    {
        if (json.Find(name) is not { } value) return null;
        if (JsonBody.TextOf(value) is { } text) return text;

        Faults[name] = $"{label} must be a string";
        return null;
    }

    /// <summary>Null when it is absent, null or no number.</summary>
    public decimal? Number(string name, string label)
    {
        if (json.Find(name) is not { } value) return null;
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
}

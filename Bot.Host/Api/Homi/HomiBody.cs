using System.Text.Json;
using Bot.Engine.Inputs;
using Bot.Host.Http;

namespace Bot.Host.Api.Homi;

/// <summary>A request's JSON object, read field by field; fields of the wrong type are noted, all of them.</summary>
/// <param name="json">The object.</param>
/// <param name="prefix">Stands before the names of its fields: <c>consent.</c>; empty for the body itself.</param>
/// <param name="faults">Where faults are noted; null for a list of its own.</param>
internal sealed class HomiBody(JsonElement json, string prefix = "", Dictionary<string, string>? faults = null)
{
    /// <summary>Bytes. The longest lead has a few hundred.</summary>
    public const int Limit = 64 * 1024;

    private static readonly JsonBodyRules Rules = new(Depth: 8, ContentTypeRule.Always, MayBeEmpty: true);

    /// <summary>What is wrong so far, by field.</summary>
    public Dictionary<string, string> Faults { get; } = faults ?? [];

    /// <summary>Called by the framework for a parameter of this type.</summary>
    public static async ValueTask<HomiBody> BindAsync(HttpContext context) => new(await JsonBody.ReadForRequestAsync(context, Rules));

    /// <summary>Null when it is absent, null or no text.</summary>
    /// <param name="label">As the fault names it: <c>Phone number</c>.</param>
    public string? Text(string name, string label)
    {
        if (json.Find(name) is not { } value) return null;
        if (JsonBody.TextOf(value) is { } text) return text;

        Fault(name, $"{label} must be a string");
        return null;
    }

    /// <summary>Null when it is absent, null or no number.</summary>
    public decimal? Number(string name, string label)
    {
        if (json.Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number)) return number;

        Fault(name, $"{label} must be a number");
        return null;
    }

    /// <summary>A text that must be there; blank is as good as absent.</summary>
    public string Needed(string name, string label, bool mayBeBlank = false)
    {
        var text = Text(name, label);
        if (text is null || (!mayBeBlank && string.IsNullOrWhiteSpace(text))) Faults.TryAdd(prefix + name, $"{label} is required");
        return text ?? "";
    }

    /// <summary>Null when it is absent, null or neither true nor false.</summary>
    public bool? Flag(string name, string label)
    {
        if (json.Find(name) is not { } value) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();

        Fault(name, $"{label} must be true or false");
        return null;
    }

    /// <summary>Null when it is absent, null or no object. Its faults are among those of this one.</summary>
    public HomiBody? Object(string name, string label)
    {
        if (json.Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Object) return new(value, $"{prefix}{name}.", Faults);

        Fault(name, $"{label} must be an object");
        return null;
    }

    /// <summary>A text without what cannot be seen, of limited length; empty when it is absent.</summary>
    public string Words(string name, string label, int longest, bool needed = false)
    {
        var words = ChatText.Prose(needed ? Needed(name, label) : Text(name, label) ?? "");
        if (words.Length > longest) Fault(name, $"{label} must be at most {longest} characters");
        return words;
    }

    /// <summary>Notes what is wrong with a field; the first fault of a field stands.</summary>
    public void Fault(string name, string fault) => Faults.TryAdd(prefix + name, fault);
}

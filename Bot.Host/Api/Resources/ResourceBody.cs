using System.Globalization;
using System.Text.Json;
using Bot.Engine.Inputs;
using Bot.Host.Http;
using Bot.Products.Fastag;

namespace Bot.Host.Api.Resources;

/// <summary>A request's JSON object, read field by field. What is wrong is noted by field, all of it, and told at once.</summary>
internal sealed class ResourceBody(JsonElement json)
{
    /// <summary>Bytes of a body without a picture in it.</summary>
    public const int UsualLimit = 64 * 1024;

    /// <summary>The most rupees that a field takes: far above any wallet, far below what a sum overflows at.</summary>
    private const decimal MostMoney = 1_000_000_000m;

    private static readonly JsonBodyRules Rules = new(Depth: 16, ContentTypeRule.WithBody, MayBeEmpty: true);

    /// <summary>Names of what was given.</summary>
    public IEnumerable<string> Given => json.EnumerateObject().Select(property => property.Name);

    public Dictionary<string, string> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>Called by the framework for a parameter of this type. No body at all is an object without fields.</summary>
    public static async ValueTask<ResourceBody> BindAsync(HttpContext context) => new(await JsonBody.ReadForRequestAsync(context, Rules));

    /// <summary>Notes every field that the resource does not have. Fields that it only shows may come back and are passed over.</summary>
    public void Takes(ReadOnlySpan<string> fields, ReadOnlySpan<string> shown)
    {
        foreach (var property in json.EnumerateObject())
        {
            if (!fields.Contains(property.Name) && !shown.Contains(property.Name))
                Faults[property.Name] = $"There is no such field; there are: {string.Join(", ", fields.ToArray())}.";
        }
    }

    /// <summary>Whether a field stands in the body, null included.</summary>
    public bool Has(string name) => json.TryGetProperty(name, out _);

    /// <summary>The fields of an object; none when it is absent or noted as wrong.</summary>
    public IReadOnlyList<JsonProperty> Fields(string name)
    {
        if (json.Find(name) is not { } value) return [];
        if (value.ValueKind == JsonValueKind.Object) return [.. value.EnumerateObject()];
        Fault(name, "This must be an object.");
        return [];
    }

    /// <summary>Trimmed; null when it is absent, null or noted as wrong.</summary>
    public string? Text(string name, int longest, bool needed = false)
    {
        if (json.Find(name) is not { } value) return Missing(name, needed);
        if (TextOf(value) is not { } text) return Fault(name, "This must be a text.");
        if (text.Length == 0) return needed ? Missing(name, needed) : "";
        if (text.Any(char.IsControl)) return Fault(name, "This must be plain text on one line.");
        return text.Length <= longest ? text : Fault(name, $"This is too long; at most {longest} characters are taken.");
    }

    /// <summary>A text as an input type reads it, in canonical form.</summary>
    public string? Typed(string name, InputType type, DateTimeOffset now, bool needed = false)
    {
        if (Text(name, 200, needed) is not { Length: > 0 } text) return Faults.ContainsKey(name) || !Has(name) ? null : "";

        return type.Read(text, now) is Accepted accepted ? accepted.Value.Text : Fault(name, $"This is not accepted; give {type.Accepts}.");
    }

    /// <summary>An Indian mobile number in canonical form.</summary>
    public string? Mobile(string name, bool needed = false)
    {
        if (Text(name, 40, needed) is not { Length: > 0 } text) return Faults.ContainsKey(name) || !Has(name) ? null : "";
        return IndianMobile.TryRead(text, out var mobile) ? mobile : Fault(name, "An Indian mobile number has 10 digits beginning with 6 to 9, with or without +91, 91, 0091 or 0 before them.");
    }

    /// <summary>One of a few words.</summary>
    public T? Word<T>(string name) where T : struct, Enum
    {
        if (json.Find(name) is not { } value) return null;
        foreach (var word in Enum.GetValues<T>())
        {
            if (string.Equals(WordOf(word), TextOf(value)?.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))
                return word;
        }

        Fault(name, $"This must be one of: {string.Join(", ", Enum.GetValues<T>().Select(WordOf))}.");
        return null;
    }

    public bool? Flag(string name)
    {
        if (json.Find(name) is not { } value) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Fault(name, "This must be true or false.");
        return null;
    }

    /// <summary>A whole number within bounds.</summary>
    public int? Count(string name, int least, int most)
    {
        if (json.Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most) return number;
        Fault(name, $"This must be a whole number from {least} to {most}.");
        return null;
    }

    /// <summary>A number, 0 or more.</summary>
    public double? Number(string name)
    {
        if (json.Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) && number >= 0) return number;
        Fault(name, "This must be a number, 0 or more.");
        return null;
    }

    /// <summary>Rupees with at most two decimals, as a number or as a text.</summary>
    public decimal? Money(string name, bool aboveZero = false, bool needed = false)
    {
        if (json.Find(name) is not { } value)
        {
            Missing(name, needed);
            return null;
        }
        var read = value.ValueKind == JsonValueKind.Number
            ? value.TryGetDecimal(out var amount)
            : decimal.TryParse(TextOf(value), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount);
        if (read && amount >= 0 && (amount > 0 || !aboveZero) && amount <= MostMoney && decimal.Round(amount, 2) == amount) return amount;

        Fault(name, aboveZero ? "This must be an amount of rupees above 0 with at most two decimals." : "This must be an amount of rupees, 0 or more, with at most two decimals.");
        return null;
    }

    private static string WordOf<T>(T word) where T : struct, Enum => TagLife.NameOf(word);

    private string? Missing(string name, bool needed) => needed ? Fault(name, "This is required.") : null;

    private string? Fault(string name, string sentence)
    {
        Faults[name] = sentence;
        return null;
    }

    /// <returns>Null for what is no text.</returns>
    private static string? TextOf(JsonElement value) => JsonBody.TextOf(value)?.Trim();
}

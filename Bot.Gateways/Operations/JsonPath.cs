using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Bot.Gateways.Operations;

/// <summary>A place in an answer: <c>$.slot.time</c>, <c>$.rows[0].id</c>, <c>$</c> for the whole.</summary>
internal sealed partial record JsonPath(string Text)
{
    /// <summary>Null for what is none.</summary>
    public static JsonPath? Parse(string text) => Form().IsMatch(text) ? new(text) : null;

    public JsonElement? Find(JsonElement root)
    {
        var at = root;
        foreach (Match step in Steps().Matches(Text))
        {
            if (step.Groups["name"] is { Success: true } name)
            {
                if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name.Value, out at)) return null;
            }
            else
            {
                var index = IndexOf(step);
                if (at.ValueKind != JsonValueKind.Array || index >= at.GetArrayLength()) return null;
                at = at[index];
            }
        }

        return at.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : at;
    }

    /// <summary>Puts a value at the place, in an example of an answer.</summary>
    public void Put(JsonObject root, string value)
    {
        JsonNode at = root;
        var steps = Steps().Matches(Text);
        for (var i = 0; i < steps.Count; i++)
        {
            JsonNode next = i == steps.Count - 1 ? JsonValue.Create(value) : steps[i + 1].Groups["name"].Success ? new JsonObject() : new JsonArray();
            if (steps[i].Groups["name"] is { Success: true } name && at is JsonObject fields)
            {
                at = fields[name.Value] is { } there ? there : fields[name.Value] = next;
            }
            else if (at is JsonArray items)
            {
                while (items.Count <= IndexOf(steps[i])) items.Add((JsonNode?)null);
                at = items[IndexOf(steps[i])] ?? (items[IndexOf(steps[i])] = next)!;
            }
        }
    }

    private static int IndexOf(Match step) => int.Parse(step.Groups["index"].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A\$(?:\.[\w-]+|\[\d{1,4}\])*\z")]
    private static partial Regex Form();

    [GeneratedRegex(@"\.(?<name>[\w-]+)|\[(?<index>\d{1,4})\]")]
    private static partial Regex Steps();
}

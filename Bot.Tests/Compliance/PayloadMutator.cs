using System.Text;
using System.Text.Json.Nodes;

namespace Bot.Tests.Compliance;

/// <summary>Damages a payload in a way that a seed decides: bytes changed, cut or doubled, and JSON values replaced by others.</summary>
internal sealed class PayloadMutator(int seed)
{
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1e308", "1e999", "99999999999999999999", "\"\"", "\"x\"", "\"{\"", "\"{\\\"type\\\":[]}\"", "\"\\ud83d\"", "\"\\udc00x\"", "\"\\u0000\"", "[]", "[null]", "[[]]", "{}", "{\"\\ud800\":1}", "{\"type\":{}}",
    ];

    private readonly Random _random = new(seed);

    public byte[] Mutate(byte[] body) => _random.Next(4) switch
    {
        0 => Bytes(body),
        1 => body[.._random.Next(body.Length)],
        _ => Value(body),
    };

    private byte[] Bytes(byte[] body)
    {
        var copy = body.ToArray();
        for (var count = _random.Next(1, 8); count > 0; count--)
            copy[_random.Next(copy.Length)] = (byte)_random.Next(256);
        return copy;
    }

    private byte[] Value(byte[] body)
    {
        // A payload that holds half a surrogate pair cannot be taken apart as a tree.
        if (body.AsSpan().IndexOf("\\ud83d\""u8) >= 0)
            return Bytes(body);

        var root = JsonNode.Parse(body)!;
        const string mark = "\"MUTATED-HERE\"";
        for (var count = _random.Next(1, 3); count > 0; count--)
        {
            var places = Places(root).ToList();
            if (places.Count == 0)
                break;
            places[_random.Next(places.Count)](JsonValue.Create("MUTATED-HERE"));
        }

        var text = root.ToJsonString();
        while (text.Contains(mark, StringComparison.Ordinal))
        {
            text = text.Remove(text.IndexOf(mark, StringComparison.Ordinal), mark.Length)
                .Insert(text.IndexOf(mark, StringComparison.Ordinal), Values[_random.Next(Values.Length)]);
        }

        return Encoding.UTF8.GetBytes(text);
    }

    private static IEnumerable<Action<JsonNode>> Places(JsonNode? node) => node switch
    {
        JsonObject map => map.ToList().SelectMany(pair => Places(pair.Value).Prepend(replacement => map[pair.Key] = replacement)),
        JsonArray list => Enumerable.Range(0, list.Count).SelectMany(index => Places(list[index]).Prepend(replacement => list[index] = replacement)),
        _ => [],
    };
}

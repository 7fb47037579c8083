using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Bot.Bench.Fuzz;

/// <summary>Damages a body in a way that a chance decides: bytes, lengths, JSON keys and values, encodings. One body in ten is left whole.</summary>
internal static class Mutation
{
    private const string Mark = "MUTATED-HERE";

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "-0", "1e308", "1e999", "-1e-999", "9223372036854775808", "99999999999999999999999999", "0.1e1", "\"\"", "\" \"", "\"x\"", "\"{\"", "\"[]\"", "\"{\\\"type\\\":[]}\"",
        "\"\\ud83d\"", "\"\\udc00x\"", "\"\\u0000\"", "\"\\u202e\\u200d\\ufeff\"", "\"\\ud83d\\ude42\"", "\"\\r\\n.\\r\\n\"", "\"' or 1=1 --\"", "\"{{ for x in this }}{{ x }}{{ end }}\"", "\"{{ x | reveal }}\"", "\"../../etc/passwd\"", "\"http://127.0.0.1:1/\"",
        "\"open\"", "\"menu\"", "\"wamid.\"", "[]", "[null]", "[[]]", "[{}]", "{}", "{\"\":{}}", "{\"\\ud800\":1}", "{\"type\":{}}", "{\"body\":{\"body\":{}}}", "NaN", "01", "'x'", "undefined", "\"1970-01-01T00:00:00\"", "\"9999999999999\"", "\"-62135596800\"",
    ];

    private static readonly byte[][] Bodies =
    [
        [], " "u8.ToArray(), "null"u8.ToArray(), "[]"u8.ToArray(), "\"\""u8.ToArray(), "{}"u8.ToArray(), "0"u8.ToArray(), "{"u8.ToArray(), "}"u8.ToArray(), "\0"u8.ToArray(), [0xff, 0xfe, 0x7b,
            0x00, 0x7d, 0x00], [0xef, 0xbb, 0xbf, 0x7b, 0x7d],
        "<xml/>"u8.ToArray(), "a=b&c=d"u8.ToArray(), "payload=%7B%7D"u8.ToArray(), "{\"object\":\"whatsapp_business_account\"}"u8.ToArray(), "{\"type\":\"message\",\"payload\":{}}"u8.ToArray(), "{\"type\":\"message_received\",\"data\":{}}"u8.ToArray(),
    ];

    private static readonly string[] Oddities = ["\u0000", "\u202e", "\u200d", "\ufeff", "\u0301\u0301\u0301\u0301", "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67", "\u212a", "ı", "ß", "\u0966\u0967", "\uffff", "\u2028", "𝟙𝟚", "％", "\\ud800", "\\u0000", "\\"];

    public static byte[] Of(byte[] body, Random random) => random.Next(20) switch
    {
        0 or 1 => body,
        2 or 3 => Flipped(body, random),
        4 => body[..random.Next(body.Length)],
        5 => [.. body, .. body[random.Next(body.Length)..]],
        6 => Duplicated(body, random),
        7 => Nested(body, random),
        8 => Inserted(body, [(byte)random.Next(0x80, 0x100)], random),
        9 => Inserted(body, Encoding.UTF8.GetBytes(Oddities[random.Next(Oddities.Length)]), random),
        10 => Bodies[random.Next(Bodies.Length)],
        11 => Noise(random),
        12 => Longer(body, random),
        13 => Repeated(body, random),
        _ => Replaced(body, random),
    };

    private static byte[] Flipped(byte[] body, Random random)
    {
        var copy = body.ToArray();
        for (var count = random.Next(1, 8); count > 0; count--) copy[random.Next(copy.Length)] = (byte)random.Next(256);
        return copy;
    }

    private static byte[] Inserted(byte[] body, byte[] what, Random random)
    {
        var at = random.Next(body.Length);
        return [.. body[..at], .. what, .. body[at..]];
    }

    private static byte[] Noise(Random random)
    {
        var noise = new byte[random.Next(1, 2000)];
        random.NextBytes(noise);
        return noise;
    }

    /// <summary>A key twice, with another value.</summary>
    private static byte[] Duplicated(byte[] body, Random random)
    {
        var text = Encoding.UTF8.GetString(body);
        var keys = Enumerable.Range(0, text.Length - 1).Where(at => text[at] == '"' && text[at + 1] == ':').ToList();
        if (keys.Count == 0) return Flipped(body, random);

        var end = keys[random.Next(keys.Count)];
        var start = text.LastIndexOf('"', end - 1);
        return start < 0 ? Flipped(body, random) : Encoding.UTF8.GetBytes(text.Insert(start, $"{text[start..(end + 1)]}:{Values[random.Next(Values.Length)]},"));
    }

    private static byte[] Nested(byte[] body, Random random)
    {
        var depth = random.Next(4) == 0 ? random.Next(10_000, 60_000) : random.Next(5, 200);
        var (open, close) = random.Next(2) == 0 ? ("[", "]") : ("{\"a\":", "}");
        var nested = string.Concat(Enumerable.Repeat(open, depth)) + "1" + (random.Next(3) == 0 ? "" : string.Concat(Enumerable.Repeat(close, depth)));
        return WithValues(body, random, 1, () => nested);
    }

    /// <summary>A value grown far beyond what a person writes; now and then beyond what is taken at all.</summary>
    private static byte[] Longer(byte[] body, Random random)
    {
        var length = random.Next(40) == 0 ? 3_200_000 : random.Next(1_000, 20_000);
        var letter = random.Next(3) switch { 0 => "x", 1 => "क", _ => "9" };
        return WithValues(body, random, 1, () => $"\"{string.Concat(Enumerable.Repeat(letter, length))}\"");
    }

    private static byte[] Replaced(byte[] body, Random random) => WithValues(body, random, random.Next(1, 4), () => Values[random.Next(Values.Length)]);

    /// <summary>An entry of an array several times: a batch that brings one message often.</summary>
    private static byte[] Repeated(byte[] body, Random random)
    {
        var root = JsonNode.Parse(body);
        var arrays = Nodes(root).OfType<JsonArray>().Where(array => array.Count > 0).ToList();
        if (arrays.Count == 0) return Replaced(body, random);

        var chosen = arrays[random.Next(arrays.Count)];
        var first = chosen[0]?.ToJsonString() ?? "null";
        for (var count = random.Next(1, 20); count > 0; count--) chosen.Add(JsonNode.Parse(first));
        if (random.Next(4) == 0) chosen.Clear();
        return Encoding.UTF8.GetBytes(root!.ToJsonString());
    }

    private static byte[] WithValues(byte[] body, Random random, int count, Func<string> value)
    {
        var root = JsonNode.Parse(body)!;
        for (; count > 0; count--)
        {
            var places = Places(root).ToList();
            if (places.Count == 0) break;
            places[random.Next(places.Count)](JsonValue.Create(Mark));
        }
        var text = root.ToJsonString();
        const string quoted = $"\"{Mark}\"";
        for (var at = text.IndexOf(quoted, StringComparison.Ordinal); at >= 0; at = text.IndexOf(quoted, StringComparison.Ordinal))
            text = string.Concat(text.AsSpan(0, at), value(), text.AsSpan(at + quoted.Length));
        return Encoding.UTF8.GetBytes(text);
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(pair => Nodes(pair.Value)).Prepend(map),
        JsonArray list => list.SelectMany(Nodes).Prepend(list),
        _ => [],
    };

    private static IEnumerable<Action<JsonNode>> Places(JsonNode? node) => node switch
    {
        JsonObject map => map.ToList().SelectMany(pair => Places(pair.Value).Prepend(replacement => map[pair.Key] = replacement)),
        JsonArray list => Enumerable.Range(0, list.Count).SelectMany(index => Places(list[index]).Prepend(replacement => list[index] = replacement)),
        _ => [],
    };

    /// <summary>A person's number that no other payload of a run has.</summary>
    public static string NumberOf(int index) => (910_000_000_000L + 7_000_000_000L + index).ToString(CultureInfo.InvariantCulture);
}

using System.Collections.Immutable;
using System.Text.Json;
using Bot.Engine.Values;

namespace Bot.Engine.Serialization;

/// <summary>A record that was read from JSON, and is written as it was read.</summary>
internal sealed class RecordJson : RecordValue
{
    private readonly byte[] _json;
    private readonly int _start;
    private readonly int _length;

    private RecordJson(byte[] json, int start, int length) => (_json, _start, _length) = (json, start, length);

    /// <summary>As it was written, brackets included.</summary>
    public ReadOnlySpan<byte> Json => _json.AsSpan(_start, _length);

    /// <exception cref="JsonException">Something else stands there.</exception>
    public static RecordJson Take(ref SessionJsonReader reader, byte[] json)
    {
        var (start, length) = reader.SkipTexts('{', [], out _);
        return new(json, start, length);
    }

    private protected override Value? ReadField(ReadOnlySpan<char> name)
    {
        var reader = new SessionJsonReader(_json, _start);
        reader.Begin('{', "A record");
        while (reader.NextProperty())
        {
            if (reader.IsNamed(name)) return ValueJson.Read(ref reader, _json);
            reader.Skip();
        }

        return null;
    }

    private protected override ImmutableArray<KeyValuePair<string, Value>> ReadFields()
    {
        var reader = new SessionJsonReader(_json, _start);
        return ValueJson.ReadFields(ref reader, _json);
    }
}

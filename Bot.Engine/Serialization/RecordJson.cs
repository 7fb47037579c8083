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
    public static RecordJson Take(ref SessionJsonReader scan, byte[] json)
    {
        var (start, length) = scan.SkipTexts('{', [], out _);
        return new(json, start, length);
    }

    private protected override Value? ReadField(ReadOnlySpan<char> name)
    {
        var scan = new SessionJsonReader(_json, _start);
        scan.Begin('{', "A record");
        while (scan.NextProperty())
        {
            if (scan.IsNamed(name)) return ValueJson.Read(ref scan, _json);
            scan.Skip();
        }

        return null;
    }

    private protected override ImmutableArray<KeyValuePair<string, Value>> ReadFields()
    {
        var scan = new SessionJsonReader(_json, _start);
        return ValueJson.ReadFields(ref scan, _json);
    }
}

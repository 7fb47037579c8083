using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Bot.Engine.Json;

/// <summary>Walks over JSON that we wrote ourselves, forwards, without looking at what nobody asks for.</summary>
/// <remarks>A general reader examines every token and costs several times the whole rest of a turn. What it would find besides is not in question here: stored text is sealed, so it is what was written or it does not open.</remarks>
internal ref struct JsonScan(ReadOnlySpan<byte> utf8)
{
    private static readonly SearchValues<byte> Literal = SearchValues.Create("0123456789+-.eEtrufalsn"u8);

    private readonly ReadOnlySpan<byte> _utf8 = utf8;
    private ReadOnlySpan<byte> _name;
    private bool _nameEscaped;
    private bool _first;

    /// <summary>Where the next value, name or bracket is looked for.</summary>
    public int At { get; private set; }

    /// <summary>Where the name of the property at hand begins, with its quote.</summary>
    public int NameAt { get; private set; }

    /// <summary>Begins at a property's value.</summary>
    /// <param name="nameAt">Where its name begins.</param>
    public static JsonScan AtProperty(ReadOnlySpan<byte> utf8, int nameAt)
    {
        var scan = new JsonScan(utf8) { At = nameAt };
        scan._name = scan.Quoted(out scan._nameEscaped);
        scan.Need(':');
        return scan;
    }

    /// <exception cref="JsonException">It begins with something else.</exception>
    public void Begin(char bracket, string what)
    {
        if (Next() != bracket) throw new JsonException($"{what} begins with {bracket}.");
        At++;
        _first = true;
    }

    /// <summary>Moves to the next property's value; false at the end of the object.</summary>
    public bool NextProperty()
    {
        if (Ends('}')) return false;

        NameAt = At;
        _name = Quoted(out _nameEscaped);
        Need(':');
        return true;
    }

    /// <summary>Moves to the next item; false at the end of the array.</summary>
    public bool NextItem() => !Ends(']');

    /// <summary>Whether the property has this name.</summary>
    public readonly bool Named(ReadOnlySpan<byte> name) => _name.SequenceEqual(name);

    /// <summary>The property's name.</summary>
    public readonly string Name() => _nameEscaped ? Unescape(_name) : Names.Of(_name);

    /// <summary>A text.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public string Text()
    {
        var text = Quoted(out var escaped);
        return escaped ? Unescape(text) : Encoding.UTF8.GetString(text);
    }

    /// <summary>A text that is one of the few names of flows, states and the like.</summary>
    public string NameText()
    {
        var text = Quoted(out var escaped);
        return escaped ? Unescape(text) : Names.Of(text);
    }

    public int Number()
    {
        Next();
        if (!Utf8Parser.TryParse(_utf8[At..], out int number, out var length)) throw new JsonException("A whole number is expected here.");
        At += length;
        return number;
    }

    public bool Flag()
    {
        var flag = Next() == 't';
        if (!_utf8[At..].StartsWith(flag ? "true"u8 : "false"u8)) throw new JsonException("true or false is expected here.");
        At += flag ? 4 : 5;
        return flag;
    }

    /// <summary>The first byte of what comes next.</summary>
    public byte Next()
    {
        if ((uint)At < (uint)_utf8.Length && _utf8[At] > ' ') return _utf8[At];

        while (At < _utf8.Length)
        {
            var next = _utf8[At];
            if (next is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')) return next;
            At++;
        }

        throw new JsonException("The text ends too early.");
    }

    /// <summary>Passes over any value.</summary>
    /// <returns>Where it begins and how long it is.</returns>
    public (int Start, int Length) Skip()
    {
        var next = Next();
        var start = At;
        if (next == '"') Quoted(out _);
        else if (next is (byte)'{' or (byte)'[') SkipNested(out _);
        else SkipLiteral();
        return (start, At - start);
    }

    /// <summary>Passes over a record or list of texts, records and lists.</summary>
    /// <returns>Where it begins and how long it is.</returns>
    /// <exception cref="JsonException">It is something else, or holds something else.</exception>
    public (int Start, int Length) SkipTexts(char bracket)
    {
        if (Next() != bracket) throw new JsonException($"'{bracket}' is expected at {At}.");
        var start = At;
        SkipNested(out var bare);
        return bare ? throw new JsonException($"A number, true, false or null is no value; there is one behind {start}.") : (start, At - start);
    }

    private bool Ends(char bracket)
    {
        var next = Next();
        var first = _first;
        _first = false;
        if (next == bracket)
        {
            At++;
            return true;
        }

        if (first) return false;
        Need(',');
        Next();
        return false;
    }

    private void Need(char sign)
    {
        if (Next() != sign) throw new JsonException($"'{sign}' is expected at {At}.");
        At++;
    }

    private ReadOnlySpan<byte> Quoted(out bool escaped)
    {
        Need('"');
        var start = At;
        escaped = false;
        while (true)
        {
            var rest = _utf8[At..];
            var stop = rest.IndexOfAny((byte)'"', (byte)'\\');
            if (stop < 0) throw new JsonException("A text is never closed.");
            if (rest[stop] == '"')
            {
                At += stop + 1;
                return _utf8[start..(At - 1)];
            }

            escaped = true;
            At += Math.Min(stop + 2, rest.Length);
        }
    }

    private void SkipNested(out bool bare)
    {
        var length = JsonNesting.LengthOf(_utf8[At..], out bare);
        if (length < 0) throw new JsonException("A record or list is never closed.");
        At += length;
    }

    private void SkipLiteral()
    {
        var length = _utf8[At..].IndexOfAnyExcept(Literal);
        if (length == 0) throw new JsonException($"No value begins at {At}.");
        At = length < 0 ? _utf8.Length : At + length;
    }

    private static string Unescape(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader([(byte)'"', .. text, (byte)'"']);
        reader.Read();
        return reader.GetString()!;
    }
}

using System.Buffers;
using System.Buffers.Text;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Json;

namespace Bot.Engine.Serialization;

/// <summary>Walks over JSON that we wrote ourselves, forwards, without looking at what is not read.</summary>
/// <remarks>
/// A general reader examines every token and costs several times the whole rest of a turn. What it would find besides is not in question here: stored text is
/// sealed, so it is what was written or it does not open.
/// </remarks>
internal ref struct SessionJsonReader(ReadOnlySpan<byte> utf8, int at = 0)
{
    private static readonly SearchValues<byte> Literal = SearchValues.Create("0123456789+-.eEtrufalsn"u8);

    private readonly ReadOnlySpan<byte> _utf8 = utf8;
    private bool _first;

    /// <summary>Where the next value, name or bracket is looked for.</summary>
    public int At { get; private set; } = at;

    /// <exception cref="JsonException">It begins with something else.</exception>
    public void Begin(char bracket, string what)
    {
        if (Next() != bracket) throw new JsonException($"{what} begins with {bracket}.");
        At++;
        _first = true;
    }

    /// <summary>
    /// Moves to the next property; false at the end of the object. <see cref="Named"/>, <see cref="Name"/> or <see cref="SkipProperty"/> goes on from there.
    /// </summary>
    public bool NextProperty() => !Ends('}');

    /// <summary>Moves to the next item; false at the end of the array.</summary>
    public bool NextItem() => !Ends(']');

    /// <summary>The first sign of the property's name: most are told apart by it.</summary>
    public readonly char Initial => (uint)(At + 1) < (uint)_utf8.Length ? (char)_utf8[At + 1] : default;

    /// <summary>Whether the property has this name; if so, its value comes next.</summary>
    /// <param name="name">Plain.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Named(ReadOnlySpan<byte> name)
    {
        // Its closing quote tells most names apart.
        var rest = _utf8[At..];
        if (rest.Length <= name.Length + 1 || rest[name.Length + 1] != '"' || !rest.Slice(1, name.Length).SequenceEqual(name)) return false;

        At += name.Length + 2;
        Need(':');
        return true;
    }

    /// <summary>The property's name; its value comes next.</summary>
    public string Name()
    {
        var name = RawName(out var escaped);
        return escaped ? Unescape(name) : StringPool.Of(name);
    }

    /// <summary>Whether the property has this name; its value comes next in any case.</summary>
    public bool IsNamed(ReadOnlySpan<char> name)
    {
        var written = RawName(out var escaped);
        return escaped || !Ascii.IsValid(name) ? name.SequenceEqual(Unescape(written)) : Ascii.Equals(written, name);
    }

    /// <summary>The property's name as it is written, and whether any sign in it is escaped; its value comes next.</summary>
    public ReadOnlySpan<byte> RawName(out bool escaped)
    {
        var name = Quoted(out escaped);
        Need(':');
        return name;
    }

    /// <summary>Passes over a property, its name and its value.</summary>
    public void SkipProperty()
    {
        RawName(out _);
        Skip();
    }

    /// <summary>A text.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public string Text()
    {
        var text = Quoted(out var escaped);
        if (escaped) return Unescape(text);
        return Ascii.IsValid(text) ? Encoding.Latin1.GetString(text) : Encoding.UTF8.GetString(text);
    }

    /// <summary>A text that is one of the few names of flows, states and the like.</summary>
    public string NameText()
    {
        var text = Quoted(out var escaped);
        return escaped ? Unescape(text) : StringPool.Of(text);
    }

    /// <summary>Passes over a text.</summary>
    /// <returns>Where it stands, with its quotes.</returns>
    /// <exception cref="JsonException">Something else stands there.</exception>
    public Range SkipText()
    {
        if (Next() != '"') throw new JsonException($"A text is expected at {At}.");
        var start = At;
        Quoted(out _);
        return start..At;
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Next() => (uint)At < (uint)_utf8.Length && _utf8[At] > ' ' ? _utf8[At] : NextBehindSpace();

    /// <summary>Passes over any value.</summary>
    /// <returns>Where it begins and how long it is.</returns>
    public (int Start, int Length) Skip()
    {
        var next = Next();
        var start = At;
        if (next == '"') Quoted(out _);
        else if (next is (byte)'{' or (byte)'[') SkipNested([], out _, out _);
        else SkipLiteral();
        return (start, At - start);
    }

    /// <summary>Passes over a record or list of texts, records and lists.</summary>
    /// <param name="partings">Takes where the commas between its own values stand, counted from its bracket, as long as there is room.</param>
    /// <param name="parted">How many such commas there are.</param>
    /// <returns>Where it begins and how long it is.</returns>
    /// <exception cref="JsonException">It is something else, or holds something else.</exception>
    public (int Start, int Length) SkipTexts(char bracket, scoped Span<int> partings, out int parted)
    {
        if (Next() != bracket) throw new JsonException($"'{bracket}' is expected at {At}.");
        var start = At;
        SkipNested(partings, out parted, out var bare);
        return bare ? throw new JsonException($"A number, true, false or null is no value; there is one behind {start}.") : (start, At - start);
    }

    private bool Ends(char bracket)
    {
        var next = Next();
        if (next == bracket)
        {
            At++;
            _first = false;
            return true;
        }

        if (!_first)
        {
            Need(',');
            Next();
        }

        _first = false;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Need(char sign)
    {
        if (Next() != sign) throw Missing(sign);
        At++;
    }

    private readonly JsonException Missing(char sign) => new($"'{sign}' is expected at {At}.");

    private byte NextBehindSpace()
    {
        for (; At < _utf8.Length; At++)
        {
            if (_utf8[At] is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
                return _utf8[At];
        }

        throw new JsonException("The text ends too early.");
    }

    private ReadOnlySpan<byte> Quoted(out bool escaped)
    {
        Need('"');
        var start = At;
        escaped = false;
        while (true)
        {
            var rest = _utf8[At..];
            var stop = IndexOfStop(rest);
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

    /// <summary>Where a text ends or a sign is escaped; -1 for nowhere. Nearly all texts are short, and their end is found in one look.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int IndexOfStop(ReadOnlySpan<byte> rest)
    {
        var passed = 0;
        for (; rest.Length - passed >= Vector256<byte>.Count; passed += Vector256<byte>.Count)
        {
            var signs = Vector256.Create(rest[passed..]);
            var stops = (Vector256.Equals(signs, Vector256.Create((byte)'"')) | Vector256.Equals(signs, Vector256.Create((byte)'\\'))).ExtractMostSignificantBits();
            if (stops != 0) return passed + BitOperations.TrailingZeroCount(stops);
        }

        var last = rest[passed..].IndexOfAny((byte)'"', (byte)'\\');
        return last < 0 ? -1 : passed + last;
    }

    private void SkipNested(scoped Span<int> partings, out int parted, out bool bare)
    {
        var length = JsonNesting.LengthOf(_utf8[At..], partings, out parted, out bare);
        if (length < 0) throw new JsonException("A record or list is never closed.");
        At += length;
    }

    private void SkipLiteral()
    {
        var length = _utf8[At..].IndexOfAnyExcept(Literal);
        if (length == 0) throw new JsonException($"No value begins at {At}.");
        At = length < 0 ? _utf8.Length : At + length;
    }

    /// <exception cref="JsonException">It is no text: an escape that is none, half of a character, bytes that are no UTF-8.</exception>
    private static string Unescape(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader([(byte)'"', .. text, (byte)'"']);
        try
        {
            reader.Read();
            return reader.GetString()!;
        }
        catch (InvalidOperationException broken)
        {
            throw new JsonException("A text holds half of a character, or bytes that are no UTF-8.", broken);
        }
    }
}

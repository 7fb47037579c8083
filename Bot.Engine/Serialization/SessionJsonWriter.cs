using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace Bot.Engine.Serialization;

/// <summary>Writes JSON straight into a buffer. Text that is plain is copied; what was read before and has not changed is copied whole.</summary>
internal ref struct SessionJsonWriter(IBufferWriter<byte> output)
{
    /// <summary>Deeper than this is refused, so that nothing is stored that could not be read.</summary>
    public const int DepthLimit = 128;

    private const int Room = 4096;

    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(sign => (byte)sign).Where(sign => sign is not ((byte)'"' or (byte)'\\'))]);

    private Span<byte> _room = output.GetSpan(Room);
    private int _used;
    private int _depth;
    private bool _behind;

    /// <exception cref="InvalidOperationException">It is nested deeper than <see cref="DepthLimit"/>.</exception>
    public void Begin(char bracket)
    {
        if (++_depth > DepthLimit) throw new InvalidOperationException($"A value is nested deeper than {DepthLimit}.");
        Part(1);
        _room[_used++] = (byte)bracket;
        _behind = false;
    }

    public void End(char bracket)
    {
        _depth--;
        Make(1);
        _room[_used++] = (byte)bracket;
        _behind = true;
    }

    /// <summary>A property's name, plain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Name(ReadOnlySpan<byte> name)
    {
        Part(name.Length + 3);
        var room = _room.Slice(_used, name.Length + 3);
        room[0] = (byte)'"';
        name.CopyTo(room[1..]);
        room[^2] = (byte)'"';
        room[^1] = (byte)':';
        _used += room.Length;
        _behind = false;
    }

    public void Name(string name)
    {
        Text(name);
        Make(1);
        _room[_used++] = (byte)':';
        _behind = false;
    }

    public void Text(ReadOnlySpan<byte> name, string text)
    {
        Name(name);
        Text(text);
    }

    public void Text(string text)
    {
        Part(text.Length + 2);
        var room = _room.Slice(_used, text.Length + 2);
        if (Ascii.FromUtf16(text, room[1..], out _) != OperationStatus.Done || room[1..^1].ContainsAnyExcept(Plain))
        {
            Escaped(text);
            return;
        }

        room[0] = room[^1] = (byte)'"';
        _used += room.Length;
    }

    /// <summary>A whole value, as it was written before.</summary>
    public void Raw(ReadOnlySpan<byte> name, ReadOnlySpan<byte> json)
    {
        Name(name);
        Raw(json);
    }

    public void Number(ReadOnlySpan<byte> name, int number)
    {
        const int Longest = 11;
        Name(name);
        Part(Longest);
        number.TryFormat(_room[_used..], out var written, default, System.Globalization.CultureInfo.InvariantCulture);
        _used += written;
    }

    public void Flag(ReadOnlySpan<byte> name, bool flag)
    {
        Name(name);
        Raw(flag ? "true"u8 : "false"u8);
    }

    /// <summary>Whole values, or properties with commas between them, as they were written before.</summary>
    public void Raw(ReadOnlySpan<byte> json)
    {
        Part(json.Length);
        json.CopyTo(_room[_used..]);
        _used += json.Length;
    }

    /// <summary>Hands over what is written; nothing may follow.</summary>
    public readonly void Done() => output.Advance(_used);

    /// <summary>Behind the comma.</summary>
    private void Escaped(string text)
    {
        // Half of a character that lost its other half becomes the replacement sign: JSON cannot carry it, and one cut emoji must not lose a session.
        var escaped = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text);
        Make(Encoding.UTF8.GetMaxByteCount(escaped.Length) + 2);
        _room[_used++] = (byte)'"';
        _used += Encoding.UTF8.GetBytes(escaped, _room[_used..]);
        _room[_used++] = (byte)'"';
    }

    /// <summary>Room for a value, with the comma that parts it from the one before.</summary>
    private void Part(int bytes)
    {
        Make(bytes + 1);
        if (_behind) _room[_used++] = (byte)',';
        _behind = true;
    }

    private void Make(int bytes)
    {
        if (_room.Length - _used >= bytes) return;

        output.Advance(_used);
        _room = output.GetSpan(Math.Max(bytes, Room));
        _used = 0;
    }
}

using System.Collections.Concurrent;
using System.Buffers.Text;
using System.Text;

namespace Bot.Bench.Load;

/// <summary>Watches that each person's numbered messages arrive in order.</summary>
internal sealed class DeliveryOrder
{
    private readonly ConcurrentDictionary<string, int> _last = new(StringComparer.Ordinal);
    private int _misplaced;

    public int Misplaced => Volatile.Read(ref _misplaced);

    public void Take(ReadOnlySpan<byte> request)
    {
        if (After(request, "\"to\":\""u8) is not { IsEmpty: false } to || After(request, "number "u8) is not { IsEmpty: false } text
            || !Utf8Parser.TryParse(text, out int number, out _))
        {
            return;
        }

        var person = Encoding.ASCII.GetString(to[..to.IndexOf((byte)'"')]);
        if (_last.TryGetValue(person, out var last) && number != last + 1) Interlocked.Increment(ref _misplaced);
        _last[person] = number;
    }

    private static ReadOnlySpan<byte> After(ReadOnlySpan<byte> text, ReadOnlySpan<byte> mark) =>
        text.IndexOf(mark) is var at and >= 0 ? text[(at + mark.Length)..] : default;
}

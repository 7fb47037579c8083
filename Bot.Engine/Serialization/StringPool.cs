using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Bot.Engine.Serialization;

/// <summary>
/// The names of flows, states, slots and outcomes, each as one string for the whole process: they come by in every session, and there are few of them.
/// </summary>
internal static class StringPool
{
    private const int Places = 16_384;

    /// <summary>More than any product has; what comes after is made anew each time.</summary>
    private const int Limit = Places / 4;

    private static readonly string?[] Known = new string?[Places];
    private static readonly Lock Gate = new();
    private static int _count;

    public static string Of(ReadOnlySpan<byte> utf8)
    {
        for (var place = PlaceOf(utf8); ; place = (place + 1) % Places)
        {
            if (Volatile.Read(ref Known[place]) is not { } known) return Add(utf8, place);
            if (Ascii.Equals(utf8, known)) return known;
        }
    }

    private static string Add(ReadOnlySpan<byte> utf8, int place)
    {
        var name = Encoding.UTF8.GetString(utf8);
        if (_count >= Limit || !Ascii.IsValid(utf8)) return name;

        lock (Gate)
        {
            // Another thread may have come first; then the name is there twice, which harms nothing.
            while (Known[place] is not null) place = (place + 1) % Places;
            Volatile.Write(ref Known[place], name);
            _count++;
        }

        return name;
    }

    /// <summary>By the length and both ends: names that are alike differ in one of them.</summary>
    private static int PlaceOf(ReadOnlySpan<byte> utf8)
    {
        var hash = (ulong)utf8.Length * 0x9E3779B97F4A7C15;
        if (utf8.Length >= sizeof(ulong))
        {
            hash ^= BinaryPrimitives.ReadUInt64LittleEndian(utf8);
            hash = BitOperations.RotateLeft(hash * 0xBF58476D1CE4E5B9, 29) ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8[^sizeof(ulong)..]);
        }
        else if (utf8.Length >= sizeof(uint))
        {
            hash ^= ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(utf8) << 32) | BinaryPrimitives.ReadUInt32LittleEndian(utf8[^sizeof(uint)..]);
        }
        else
        {
            foreach (var letter in utf8) hash = (hash << 8) ^ (hash >> 56) ^ letter;
        }

        hash *= 0x94D049BB133111EB;
        return (int)(hash >> 50);
    }
}

using Bot.Sandbox;

namespace Bot.Host.Replays;

/// <summary>What people send in the place of a good photo, by the words of a replay.</summary>
internal static class ReplayFiles
{
    private const int OverFiveMegabytes = (5 * 1024 * 1024) + 1;

    private static readonly byte[] JpegStart = [0xFF, 0xD8, 0xFF, 0xE0];

    /// <summary>The kinds, each with its bytes; the sample photo is what the others are made of.</summary>
    private static readonly Dictionary<string, Func<ReadOnlyMemory<byte>, byte[]>> Kinds = new(StringComparer.Ordinal)
    {
        ["large"] = _ => [.. JpegStart, .. new byte[OverFiveMegabytes]],
        ["text"] = _ => "no photo at all"u8.ToArray(),
        ["cut"] = sample => sample[..(sample.Length / 2)].ToArray(),
        ["pdf"] = _ => "%PDF-1.7\n1 0 obj\n"u8.ToArray(),
        ["heic"] = _ => "\0\0\0\u0018ftypheic\0\0\0\0mif1heic"u8.ToArray(),
        ["webp"] = _ => "RIFF\u0018\0\0\0WEBPVP8 "u8.ToArray(),
        ["gif"] = _ => "GIF89a"u8.ToArray(),
    };

    /// <summary>Its link answers that there is nothing.</summary>
    public const string Gone = "gone";

    /// <summary>What may be sent.</summary>
    public static IReadOnlyList<string> Names { get; } = ["good", Gone, .. Kinds.Keys];

    /// <summary>The id under which the sandbox serves a file.</summary>
    /// <exception cref="ReplayException">There is no such kind.</exception>
    public static string Give(SandboxWorld world, string kind)
    {
        if (kind == "good") return SandboxWorld.SamplePhoto;
        if (kind == Gone) return "404404404404404";
        if (!Kinds.TryGetValue(kind, out var bytes)) throw new ReplayException($"'{kind}' is no kind of photo; there are {Gone}, {string.Join(", ", Kinds.Keys)}.");
        return world.GiveMedia(bytes(world.SampleBytes), "image/jpeg");
    }
}

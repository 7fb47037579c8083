using System.Text;
using System.Text.Unicode;
using Bot.Engine.Flows;

namespace Bot.Engine.Loading.Yaml;

/// <summary>The text of a file that an author wrote. Bytes that are no UTF-8 are told with their place, and not replaced in silence.</summary>
public static class FileText
{
    private const string Instead = "save the file as UTF-8";

    /// <param name="path">The file.</param>
    /// <param name="shown">Its name in issues.</param>
    /// <param name="issues">Takes what is wrong with the bytes.</param>
    /// <returns>The text; where bytes are wrong, with signs that stand for them, so that the rest can be judged too.</returns>
    public static string Read(string path, string shown, ICollection<Issue> issues)
    {
        var bytes = File.ReadAllBytes(path);
        if (FaultOf(bytes) is var (line, column, problem)) issues.Add(new(shown, line, column, problem, Instead));
        return TextOf(bytes);
    }

    /// <summary>The first place where bytes are no UTF-8, as line and column from 1, and what is wrong there; null when all are.</summary>
    public static (int Line, int Column, string Problem)? FaultOf(ReadOnlySpan<byte> bytes)
    {
        if (IsUtf16(bytes)) return (1, 1, "the file is written in UTF-16");
        if (Utf8.IsValid(bytes)) return null;

        var good = LengthOfGood(bytes);
        var before = bytes[..good];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1, $"the byte {bytes[good]:X2} is no UTF-8");
    }

    /// <summary>The text of bytes in UTF-8, or in UTF-16 with its mark.</summary>
    public static string TextOf(byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    private static bool IsUtf16(ReadOnlySpan<byte> bytes) => bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];

    private static int LengthOfGood(ReadOnlySpan<byte> bytes)
    {
        var good = 0;
        while (good < bytes.Length && Rune.DecodeFromUtf8(bytes[good..], out _, out var length) == System.Buffers.OperationStatus.Done) good += length;
        return good;
    }
}

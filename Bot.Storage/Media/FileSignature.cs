using Bot.Engine.Abstractions;

namespace Bot.Storage.Media;

/// <summary>Tells files apart by their first bytes.</summary>
internal static class FileSignature
{
    /// <summary>A PDF may have this much before its mark (ISO 32000-1, annex H).</summary>
    private const int PdfSearched = 1024;

    public static bool IsJpeg(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    public static bool IsPng(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);

    /// <summary>What a file is that is neither JPEG nor PNG.</summary>
    public static ImageResult.NotAnImage Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 12 && bytes[4..8].SequenceEqual("ftyp"u8)) return OfBrand(bytes[8..12]);
        if (bytes.Length >= 12 && bytes.StartsWith("RIFF"u8)) return OfRiff(bytes[8..12]);
        if (bytes.StartsWith("GIF8"u8)) return Picture("GIF");
        if (bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8)) return Picture("TIFF");
        if (bytes.StartsWith("BM"u8)) return Picture("BMP");
        if (bytes.StartsWith("8BPS"u8)) return Picture("PSD");
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x0A]) || bytes.StartsWith("\0\0\0\u000CJXL "u8)) return Picture("JPEG XL");
        if (bytes.StartsWith("\0\0\0\u000CjP  "u8)) return Picture("JPEG 2000");
        if (bytes[..Math.Min(bytes.Length, PdfSearched)].IndexOf("%PDF-"u8) >= 0) return new(FileKind.Pdf, "PDF");
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]) || bytes.StartsWith("FLV"u8)) return new(FileKind.Video);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x00, 0x00, 0x01, 0xBA])) return new(FileKind.Video);
        if (bytes.StartsWith("OggS"u8) || bytes.StartsWith("#!AMR"u8) || bytes.StartsWith("ID3"u8) || bytes.StartsWith("fLaC"u8)) return new(FileKind.Audio);
        return bytes is [0xFF, >= 0xE0, ..] ? new(FileKind.Audio) : new();
    }

    // ISO/IEC 14496-12: the brand tells pictures, films and sounds of one container apart.
    private static ImageResult.NotAnImage OfBrand(ReadOnlySpan<byte> brand) =>
        brand.StartsWith("he"u8) || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8) ? Picture("HEIC")
        : brand.StartsWith("avi"u8) ? Picture("AVIF")
        : brand.StartsWith("M4A"u8) || brand.StartsWith("M4B"u8) ? new(FileKind.Audio)
        : new(FileKind.Video);

    private static ImageResult.NotAnImage OfRiff(ReadOnlySpan<byte> form) =>
        form.SequenceEqual("WEBP"u8) ? Picture("WebP")
        : form.SequenceEqual("AVI "u8) ? new(FileKind.Video)
        : form.SequenceEqual("WAVE"u8) ? new(FileKind.Audio)
        : new();

    private static ImageResult.NotAnImage Picture(string format) => new(FileKind.Picture, format);
}

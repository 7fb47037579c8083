using System.Security.Cryptography;
using Bot.Storage.Sealing;

namespace Bot.Storage.Media;

/// <summary>Files of our own beside the photos that people sent: sealed as those are, found by their SHA-256, pruned, rotated and erased with them.</summary>
/// <param name="folder">Where the files stand: <c>data/media</c>.</param>
public sealed class KeptFiles(string folder, Sealer sealer)
{
    /// <summary>Most bytes of one file that is no photo.</summary>
    public const int SizeLimit = 16 * 1024 * 1024;

    /// <summary>The media type of a file that may be sent: a whole JPEG or PNG of 5 MB at most, or a PDF; null for any other.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> bytes)
    {
        if (MediaLibrary.MimeTypeOf(bytes) is { } photo) return bytes.Length <= MediaLibrary.SizeLimit && MediaLibrary.FaultOf(bytes) is null ? photo : null;
        return bytes.Length <= SizeLimit && FileSignature.Of(bytes) is { Kind: Engine.Abstractions.FileKind.Pdf } ? "application/pdf" : null;
    }

    /// <returns>Its SHA-256, lower-case hex.</returns>
    public async Task<string> KeepAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await SealedFile.WriteAsync(path, sealer.Seal(MediaLibrary.Kind, name, bytes.Span), cancel).ConfigureAwait(false);
        return name;
    }

    /// <summary>Null where there is none, or none any more.</summary>
    /// <param name="name">64 hex digits, or anything else, of which there is none.</param>
    public async Task<byte[]?> ReadAsync(string name, CancellationToken cancel)
    {
        if (name.Length != SHA256.HashSizeInBytes * 2 || !name.All(char.IsAsciiHexDigitLower) || !File.Exists(PathOf(name))) return null;

        try
        {
            return sealer.Open(MediaLibrary.Kind, name, await File.ReadAllBytesAsync(PathOf(name), cancel).ConfigureAwait(false));
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            return null;
        }
    }

    private string PathOf(string name) => Path.Combine(folder, name[..2], name);
}

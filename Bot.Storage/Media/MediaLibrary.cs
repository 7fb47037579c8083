using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Storage.Sealing;

namespace Bot.Storage.Media;

/// <summary>
/// Photos on disk under <c>folder/ab/&lt;sha256&gt;</c>, sealed like everything personal. Where a photo came from is remembered as a record, so it is fetched
/// once.
/// </summary>
/// <param name="folder">Where the files stand: <c>data/media</c>.</param>
/// <param name="channels">The channels by name; each fetches what was sent over it.</param>
public sealed class MediaLibrary(string folder, IReadOnlyDictionary<string, IChannel> channels, IRecordStore records, Sealer sealer) : IMediaLibrary
{
    /// <summary>Most bytes of one photo. WhatsApp lets images of up to 5 MB through.</summary>
    public const int SizeLimit = 5 * 1024 * 1024;

    /// <summary>Most pixels of one photo. Phones make 12 to 108 million; unpacked, that is 360 MB for the partner that reads it.</summary>
    private const long PixelLimit = 120_000_000;

    internal const string Kind = "media";

    /// <inheritdoc/>
    public async Task<ImageResult> OpenAsync(MediaReference media, CancellationToken cancel)
    {
        var key = KeyOf(media);
        var known = await records.FindAsync(Kind, key, cancel).ConfigureAwait(false);
        if (known is not null && await ReadAsync(known, cancel).ConfigureAwait(false) is { } kept) return FaultOf(kept.Bytes.Span) ?? kept;
        if (!channels.TryGetValue(media.Channel, out var channel)) return new ImageResult.Unavailable($"There is no channel {media.Channel} to fetch the photo from.", Lasting: true, OursToMend: true);

        var content = await channel.FetchAsync(media, SizeLimit, cancel).ConfigureAwait(false);
        return content switch
        {
            MediaUnavailable unavailable => new ImageResult.Unavailable(unavailable.Why, !unavailable.Retryable, unavailable.OursToMend),
            MediaTooLarge large => LargeOf(large.Head.Span),
            MediaBytes fetched => await KeepAsync(media, fetched.Bytes, known?.Version ?? 0, cancel).ConfigureAwait(false),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no end of fetching a photo."),
        };
    }

    /// <summary>Keeps a photo that came with its bytes; from then on it is opened like any other.</summary>
    public async Task<ImageResult> KeepAsync(MediaReference media, ReadOnlyMemory<byte> bytes, CancellationToken cancel) =>
        await KeepAsync(media, bytes, (await records.FindAsync(Kind, KeyOf(media), cancel).ConfigureAwait(false))?.Version ?? 0, cancel).ConfigureAwait(false);

    /// <param name="version">Of the record that tells where the photo is; 0 while there is none.</param>
    private async Task<ImageResult> KeepAsync(MediaReference media, ReadOnlyMemory<byte> bytes, long version, CancellationToken cancel)
    {
        if (bytes.Length > SizeLimit) return LargeOf(bytes.Span);
        if (MimeTypeOf(bytes.Span) is not { } mimeType) return FileSignature.Of(bytes.Span);
        if (FaultOf(bytes.Span) is { } fault) return fault;

        var image = new ImageResult.Image(bytes, mimeType, Convert.ToHexStringLower(SHA256.HashData(bytes.Span)));
        try
        {
            await WriteAsync(image, cancel).ConfigureAwait(false);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return new ImageResult.Unavailable($"The photo could not be kept on disk: {failed.Message}", OursToMend: true);
        }

        // Another caller that fetched the same photo meanwhile wrote the same record: either will do.
        var entry = JsonSerializer.Serialize(new(image.Sha256, mimeType), MediaJsonContext.Default.MediaEntry);
        await records.ChangeAsync([new(Kind, KeyOf(media), version, entry)], cancel).ConfigureAwait(false);
        return image;
    }

    /// <summary>The image type of bytes by their first ones; null when neither JPEG (ITU-T T.81) nor PNG (RFC 2083).</summary>
    public static string? MimeTypeOf(ReadOnlySpan<byte> bytes)
    {
        if (FileSignature.IsJpeg(bytes)) return "image/jpeg";
        return FileSignature.IsPng(bytes) ? "image/png" : null;
    }

    /// <summary>What keeps a JPEG or PNG from being taken; null when it is whole. Nothing is unpacked.</summary>
    internal static ImageResult? FaultOf(ReadOnlySpan<byte> bytes) =>
        (FileSignature.IsJpeg(bytes) ? JpegStructure.Read(bytes) : PngStructure.Read(bytes)) switch
        {
            { Pixels: > PixelLimit } => new ImageResult.TooManyPixels(),
            { IsWhole: true } => null,
            _ => new ImageResult.Damaged(),
        };

    /// <summary>A large file that is no photo is called by its name: a smaller one would be none either.</summary>
    private static ImageResult LargeOf(ReadOnlySpan<byte> head) =>
        MimeTypeOf(head) is null && FileSignature.Of(head) is { Kind: not FileKind.Unknown } other ? other : new ImageResult.TooLarge();

    // A link may carry a signature and an address a person: neither stands in a key.
    private static string KeyOf(MediaReference media) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{media.Channel}\0{(media.Id.Length > 0 ? media.Id : media.Url)}")));

    private async Task<ImageResult.Image?> ReadAsync(StoredRecord known, CancellationToken cancel)
    {
        var entry = JsonSerializer.Deserialize(known.Body, MediaJsonContext.Default.MediaEntry) ?? throw new InvalidDataException("A media record is empty.");
        var path = PathOf(entry.Sha256);
        if (!File.Exists(path)) return null;

        try
        {
            var sealedBytes = await File.ReadAllBytesAsync(path, cancel).ConfigureAwait(false);
            return new(sealer.Open(Kind, entry.Sha256, sealedBytes), entry.MimeType, entry.Sha256);
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            // A damaged file is no loss while the channel still has the photo: it is fetched again and written anew.
            return null;
        }
    }

    private Task WriteAsync(ImageResult.Image image, CancellationToken cancel)
    {
        var path = PathOf(image.Sha256);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return SealedFile.WriteAsync(path, sealer.Seal(Kind, image.Sha256, image.Bytes.Span), cancel);
    }

    private string PathOf(string sha256) => Path.Combine(folder, sha256[..2], sha256);
}

/// <summary>What is remembered of a fetched photo.</summary>
internal sealed record MediaEntry(string Sha256, string MimeType);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MediaEntry))]
internal sealed partial class MediaJsonContext : JsonSerializerContext;

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

    internal const string Kind = "media";

    /// <inheritdoc/>
    public async Task<ImageResult> OpenAsync(MediaReference media, CancellationToken cancel)
    {
        var key = KeyOf(media);
        var known = await records.FindAsync(Kind, key, cancel).ConfigureAwait(false);
        if (known is not null && await ReadAsync(known, cancel).ConfigureAwait(false) is { } kept) return kept;
        if (!channels.TryGetValue(media.Channel, out var channel)) return new ImageResult.Unavailable($"There is no channel {media.Channel} to fetch the photo from.");

        var content = await channel.FetchAsync(media, SizeLimit, cancel).ConfigureAwait(false);
        if (content is MediaUnavailable unavailable) return new ImageResult.Unavailable(unavailable.Why);
        return content is MediaBytes fetched
            ? await KeepAsync(media, fetched.Bytes, known?.Version ?? 0, cancel).ConfigureAwait(false)
            : new ImageResult.TooLarge();
    }

    /// <summary>Keeps a photo that came with its bytes; from then on it is opened like any other.</summary>
    public async Task<ImageResult> KeepAsync(MediaReference media, ReadOnlyMemory<byte> bytes, CancellationToken cancel) =>
        await KeepAsync(media, bytes, (await records.FindAsync(Kind, KeyOf(media), cancel).ConfigureAwait(false))?.Version ?? 0, cancel).ConfigureAwait(false);

    /// <param name="version">Of the record that tells where the photo is; 0 while there is none.</param>
    private async Task<ImageResult> KeepAsync(MediaReference media, ReadOnlyMemory<byte> bytes, long version, CancellationToken cancel)
    {
        if (bytes.Length > SizeLimit) return new ImageResult.TooLarge();
        if (MimeTypeOf(bytes.Span) is not { } mimeType) return new ImageResult.NotAnImage();

        var image = new ImageResult.Image(bytes, mimeType, Convert.ToHexStringLower(SHA256.HashData(bytes.Span)));
        try
        {
            await WriteAsync(image, cancel).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new ImageResult.Unavailable($"The photo could not be kept on disk: {fault.Message}");
        }

        // Another caller that fetched the same photo meanwhile wrote the same record: either will do.
        var entry = JsonSerializer.Serialize(new(image.Sha256, mimeType), MediaJsonContext.Default.MediaEntry);
        await records.ChangeAsync([new(Kind, KeyOf(media), version, entry)], cancel).ConfigureAwait(false);
        return image;
    }

    /// <summary>The image type of bytes by their first ones; null when neither JPEG (ITU-T T.81) nor PNG (RFC 2083).</summary>
    public static string? MimeTypeOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return "image/jpeg";
        return bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png" : null;
    }

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

using System.Runtime.InteropServices;
using Bot.Engine.Abstractions;
using Bot.Storage.Media;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Bot.Host.DirectLine;

/// <summary>An upload's form: files, of which photos are kept at once, and the activity that goes with them.</summary>
internal sealed class UploadForm(MediaLibrary library)
{
    /// <summary>Bytes of the whole: over a photo's 5 MB, so that one that is too large is answered in a sentence.</summary>
    public const int Limit = 8 * 1024 * 1024;

    private const int MostParts = 11;
    private const int LongestBoundary = 100;
    private const string ActivityType = "application/vnd.microsoft.activity";

    private static readonly byte[] Bare = """{"type":"message"}"""u8.ToArray();

    /// <summary>Null for what is no such form.</summary>
    public async Task<UploadParts?> ReadAsync(ReadOnlyMemory<byte> body, string? contentType, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)) return null;
        if (!type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            // One file by itself is its own body.
            return type.MediaType.HasValue && !type.MediaType.Value.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase)
                ? new(Bare, [await KeepAsync("", type.MediaType.Value, body, cancel)])
                : null;
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (boundary is not { Length: > 0 and <= LongestBoundary }) return null;
        try
        {
            return await ReadPartsAsync(new MultipartReader(boundary, StreamOf(body)) { BodyLengthLimit = Limit }, cancel);
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            return null;
        }
    }

    private async Task<UploadParts?> ReadPartsAsync(MultipartReader reader, CancellationToken cancel)
    {
        var (activity, files) = (Bare, new List<UploadedFile>());
        for (var count = 0; await reader.ReadNextSectionAsync(cancel) is { } part; count++)
        {
            if (count == MostParts) return null;
            using var bytes = new MemoryStream();
            await part.Body.CopyToAsync(bytes, cancel);

            // The activity comes under a file's name too: its type tells it.
            var isActivity = part.ContentType?.StartsWith(ActivityType, StringComparison.OrdinalIgnoreCase) == true || part.AsFormDataSection()?.Name == "activity";
            if (isActivity) activity = bytes.ToArray();
            else files.Add(await KeepAsync(part.AsFileSection()?.FileName ?? "", part.ContentType ?? "", bytes.ToArray(), cancel));
        }

        return files.Count > 0 ? new(activity, files) : null;
    }

    /// <exception cref="IOException">A photo could not be kept.</exception>
    private async Task<UploadedFile> KeepAsync(string name, string mimeType, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        var file = UploadedFile.Of(name, mimeType, bytes);
        if (file.Kind == UploadKind.Photo && await library.KeepAsync(file.Reference, bytes, cancel) is ImageResult.Unavailable unavailable)
            throw new StoreUnavailableException(unavailable.Why);
        return file;
    }

    private static MemoryStream StreamOf(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out var array) ? new(array.Array!, array.Offset, array.Count, writable: false) : new(body.ToArray(), writable: false);
}

/// <summary>What an upload brings.</summary>
/// <param name="Activity">JSON.</param>
internal sealed record UploadParts(ReadOnlyMemory<byte> Activity, IReadOnlyList<UploadedFile> Files);

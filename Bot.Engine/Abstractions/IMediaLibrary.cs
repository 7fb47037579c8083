using Bot.Engine.Sessions;

namespace Bot.Engine.Abstractions;

/// <summary>Photos people sent: fetched from their channel once, checked, kept on disk by SHA-256.</summary>
public interface IMediaLibrary
{
    /// <summary>The image, from disk where it is already kept, else from its channel. At most 5 MB; JPEG or PNG by its first bytes, whatever its name says.</summary>
    Task<ImageResult> OpenAsync(MediaReference media, CancellationToken cancel);
}

public abstract record ImageResult
{
    /// <param name="Sha256">Lower-case hex of the bytes; the file's name on disk.</param>
    public sealed record Image(ReadOnlyMemory<byte> Bytes, string MimeType, string Sha256) : ImageResult;

    public sealed record TooLarge : ImageResult;

    public sealed record NotAnImage : ImageResult;

    public sealed record Unavailable(string Why) : ImageResult;
}

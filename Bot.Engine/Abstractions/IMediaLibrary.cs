using Bot.Engine.Sessions;

namespace Bot.Engine.Abstractions;

/// <summary>Photos people sent: fetched from their channel once, checked, kept on disk by SHA-256.</summary>
public interface IMediaLibrary
{
    /// <summary>The image, from disk where it is already kept, else from its channel. At most 5 MB; JPEG or PNG by its first bytes, not by its name.</summary>
    Task<ImageResult> OpenAsync(MediaReference media, CancellationToken cancel);
}

/// <summary>What became of the wish for an image.</summary>
public abstract record ImageResult
{
    /// <param name="Sha256">Lower-case hex of the bytes; the file's name on disk.</param>
    public sealed record Image(ReadOnlyMemory<byte> Bytes, string MimeType, string Sha256) : ImageResult;

    /// <summary>More than 5 MB; not kept.</summary>
    public sealed record TooLarge : ImageResult;

    /// <summary>Its first bytes are neither JPEG nor PNG.</summary>
    public sealed record NotAnImage : ImageResult;

    /// <summary>The channel does not give it.</summary>
    /// <param name="Why">A sentence for an operator.</param>
    public sealed record Unavailable(string Why) : ImageResult;
}

using Bot.Engine.Sessions;

namespace Bot.Engine.Abstractions;

/// <summary>Photos people sent: fetched from their channel once, checked, kept on disk by SHA-256.</summary>
public interface IMediaLibrary
{
    /// <summary>
    /// The image, from disk where it is already kept, else from its channel. At most 5 MB; JPEG or PNG by its content, not by its name or envelope, and whole.
    /// </summary>
    Task<ImageResult> OpenAsync(MediaReference media, CancellationToken cancel);
}

/// <summary>What became of the wish for an image.</summary>
public abstract record ImageResult
{
    /// <param name="Sha256">Lower-case hex of the bytes; the file's name on disk.</param>
    public sealed record Image(ReadOnlyMemory<byte> Bytes, string MimeType, string Sha256) : ImageResult;

    /// <summary>More than 5 MB; not kept.</summary>
    public sealed record TooLarge : ImageResult;

    /// <summary>Its content is neither JPEG nor PNG.</summary>
    /// <param name="Kind">What it is instead, as the content tells.</param>
    /// <param name="Format">The name of its format: <c>HEIC</c>, <c>WebP</c>; empty when it has none that people know.</param>
    public sealed record NotAnImage(FileKind Kind = FileKind.Unknown, string Format = "") : ImageResult;

    /// <summary>A JPEG or PNG that is cut off or broken.</summary>
    public sealed record Damaged : ImageResult;

    /// <summary>More pixels than anything that reads it should be asked to unpack.</summary>
    public sealed record TooManyPixels : ImageResult;

    /// <summary>The channel does not give it.</summary>
    /// <param name="Why">A sentence for an operator.</param>
    /// <param name="Lasting">It will not be had later either: the person has to send it again.</param>
    /// <param name="OursToMend">Settings of this host keep it away: an operator has to hear of it.</param>
    public sealed record Unavailable(string Why, bool Lasting = false, bool OursToMend = false) : ImageResult;
}

/// <summary>What a file is that is no JPEG and no PNG.</summary>
public enum FileKind
{
    /// <summary>Nothing that is known here: a text, a contact, an archive.</summary>
    Unknown,

    /// <summary>A picture in another format.</summary>
    Picture,

    /// <summary>A PDF.</summary>
    Pdf,

    /// <summary>A film, also the kind that phones make of a GIF.</summary>
    Video,

    /// <summary>A sound or voice recording.</summary>
    Audio,
}

namespace Bot.Engine.Abstractions;

/// <summary>Why a photo is not taken, as the last part of a message key.</summary>
public static class ImageRefusal
{
    /// <summary>The rule that a photo breaks (<c>photo.&lt;rule&gt;</c>); null when it can be used, or be had later.</summary>
    public static string? RuleOf(ImageResult result) => result switch
    {
        ImageResult.TooLarge => "tooLarge",
        ImageResult.TooManyPixels => "pixels",
        ImageResult.Damaged => "damaged",
        ImageResult.NotAnImage other => other.Kind switch
        {
            FileKind.Picture => "format",
            FileKind.Pdf => "pdf",
            FileKind.Video => "video",
            FileKind.Audio => "audio",
            _ => "file",
        },
        ImageResult.Unavailable { Lasting: true } => "gone",
        _ => null,
    };
}

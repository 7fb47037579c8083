namespace Bot.Engine.Flows;

/// <summary>The check that a photo passes when it arrives: what the question for it calls, and how that can come out.</summary>
/// <remarks>Where the operation is registered, every question for an image makes it; a container without a media library takes photos unseen.</remarks>
public static class ImageCheck
{
    /// <summary>The name of the operation.</summary>
    public const string Operation = "media.keep";

    /// <summary>The photo, going in and coming back.</summary>
    internal const string Image = "image";

    internal const string Kept = "kept";
    internal const string Refused = "refused";
    internal const string Unavailable = "unavailable";

    /// <summary>Last part of the rejection's key: <c>pdf</c>, <c>damaged</c>, <c>gone</c>; empty for the bare key.</summary>
    internal const string Rule = "rule";

    /// <summary>Name of the format, for the rejection to show.</summary>
    internal const string Format = "format";

    /// <summary>What an operator has to hear; empty for nothing.</summary>
    internal const string OperatorNote = "operatorNote";

    /// <summary>Name, parameters and outcomes.</summary>
    public static OperationContract Contract { get; } =
        new(Operation, [Image], [new(Kept, Image), new(Refused, Rule, Format, OperatorNote), new(Unavailable, Image, OperatorNote)]);
}

using System.Collections.Frozen;

namespace Bot.Engine.Inputs;

/// <summary>What people call kinds of files, and how their media types end.</summary>
/// <remarks>Source: WhatsApp Cloud API, "Media", supported types of documents, audio and images; IANA media types.</remarks>
internal static class FileEndings
{
    private static readonly FrozenDictionary<string, string> ByCalled = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["jpg"] = "jpeg",
        ["txt"] = "plain",
        ["doc"] = "msword",
        ["xls"] = "vnd.ms-excel",
        ["ppt"] = "vnd.ms-powerpoint",
        ["docx"] = "vnd.openxmlformats-officedocument.wordprocessingml.document",
        ["xlsx"] = "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ["pptx"] = "vnd.openxmlformats-officedocument.presentationml.presentation",
        ["mp3"] = "mpeg",
        ["m4a"] = "mp4",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every name that a sent file may be told by.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. ByCalled.Keys.Concat(ByCalled.Values).Concat(["pdf", "csv", "png", "webp", "aac", "amr", "ogg", "opus"]).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The end of the media type that is meant: <c>jpeg</c> for <c>jpg</c>.</summary>
    public static string TypeOf(string ending) => ByCalled.GetValueOrDefault(ending, ending);
}

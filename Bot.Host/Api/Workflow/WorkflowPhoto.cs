using System.Security.Cryptography;
using Bot.Engine.Sessions;
using Bot.Host.Http;

namespace Bot.Host.Api.Workflow;

/// <summary>A photo as a step brings it: base64, with or without a data-URL prefix, and which photo it is.</summary>
/// <param name="Reference">How the session knows it.</param>
internal sealed record WorkflowPhoto(MediaReference Reference, ReadOnlyMemory<byte> Bytes)
{
    private const string Field = "image_base64";
    private const string Kind = "image_type";

    /// <summary>Longer texts are no word.</summary>
    private const int LongestWord = 64;

    /// <summary>Every spelling without its signs: ours, the documented one, the first implementation's and the wire's.</summary>
    private static readonly Dictionary<string, string[]> States = new(StringComparer.OrdinalIgnoreCase)
    {
        ["rcfront"] = ["rcFront"],
        ["rcback"] = ["rcBack"],
        ["vehiclefront"] = ["vehicleFront"],
        ["vehicleside"] = ["vehicleSide", "vehicleSideOfCar"],
        ["tagfixed"] = ["tagFixed"],
        ["tagaffix"] = ["tagFixed"],
    };

    /// <summary>The photo in a body, or the word that stands for it (<c>skip</c>), or why there is neither.</summary>
    /// <param name="isWord">Whether a text is a word that people may use.</param>
    public static (WorkflowInput? Given, WorkflowPhoto? Photo, string? Fault) Read(WorkflowField field, WorkflowBody body, Func<string, bool> isWord)
    {
        if (body.Text(Kind) is { Length: > 0 } kind)
        {
            if (!States.TryGetValue(new([.. kind.Where(char.IsAsciiLetter)]), out var states)) return (null, null, $"{Kind} must be one of rc_front, rc_back, vehicle_front, vehicle_side, tag_fixed.");
            field = field with
            {
                Questions = [.. field.Questions.Where(question => states.Contains(question[(question.IndexOf('/', StringComparison.Ordinal) + 1)..]))],
            };
        }
        var text = body.Text(Field);
        if (text.Length == 0) return field.Questions is [var only] && only.EndsWith("/tagFixed", StringComparison.Ordinal) ? (new(field, "skip"), null, null) : (null, null, $"{Field} is required.");
        if (text.Length <= LongestWord && isWord(text)) return (new(field, text), null, null);

        if (Base64Photo.Read(text) is not { } image) return (null, null, $"{Field} is not base64.");

        var sha256 = Convert.ToHexStringLower(SHA256.HashData(image));
        var reference = new MediaReference(WorkflowChannel.ChannelName, sha256, "", "", sha256);
        return (new(field, sha256, Photo: reference), new(reference, image), null);
    }
}

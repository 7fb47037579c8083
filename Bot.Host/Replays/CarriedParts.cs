using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bot.Sandbox.State;

namespace Bot.Host.Replays;

/// <summary>
/// What a message carries besides its text and what it offers, as scripts write it: <c>header Order</c>, <c>footer Bye</c>, <c>image https://..</c>,
/// <c>document https://.. a.pdf</c>, <c>location 18.52043,73.856744</c>, <c>link Track https://..</c>, <c>request contact</c>,
/// <c>template still_there MH12 | 3</c>.
/// </summary>
internal static partial class CarriedParts
{
    /// <summary>What a part begins with.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["header", "footer", "image", "video", "document", "location", "link", "request", "template"];

    public static ImmutableArray<string> Of(SandboxSent sent)
    {
        var parts = ImmutableArray.CreateBuilder<string>();
        if (sent.Header.Length > 0) parts.Add($"header {sent.Header}");
        if (sent.HeaderFile is { } file) parts.Add($"{file.Kind} {file.Link} {file.Name}".TrimEnd());
        if (sent.Footer.Length > 0) parts.Add($"footer {sent.Footer}");
        if (OfKind(sent) is { } own) parts.Add(own.TrimEnd());
        return parts.DrainToImmutable();
    }

    /// <summary><c>{a} {b}</c> as a and b; empty for another line.</summary>
    public static ImmutableArray<string> Read(string line) =>
        Braces().Replace(line, "").Trim().Length > 0 || Braces().Matches(line).Any(part => !Kinds.Contains(part.Groups[1].Value.Trim().Split(' ')[0]))
            ? []
            : [.. Braces().Matches(line).Select(part => part.Groups[1].Value.Trim())];

    /// <summary>A line of a script; empty for a message that carries nothing, or what no line can hold.</summary>
    public static string Line(IEnumerable<string> parts) =>
        string.Join(' ', parts.Where(part => part.IndexOfAny(['{', '}', '\n']) < 0).Select(part => $"{{{part}}}"));

    private static string? OfKind(SandboxSent sent) => sent.Kind switch
    {
        "image" or "video" or "document" => $"{sent.Kind} {sent.Link} {sent.FileName}",
        "location" => $"location {sent.Link}",
        "link" => $"link {sent.Open} {sent.Link}",
        "contactRequest" => "request contact",
        "locationRequest" => "request location",
        "template" => $"template {sent.Template} {string.Join(" | ", sent.Parameters)}",
        _ => null,
    };

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex Braces();
}

namespace Bot.Sandbox.State;

/// <summary>A WhatsApp message that a sandboxed channel took, as the person would see it.</summary>
public sealed record SandboxSent
{
    /// <summary>Counts up over all channels, from 1.</summary>
    public long Number { get; init; }

    /// <summary><c>meta</c>, <c>gupshup</c>, <c>interakt</c>, <c>botframework</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>Digits with country code, or a business-scoped user id.</summary>
    public required string To { get; init; }

    /// <summary>
    /// <c>text</c>, <c>buttons</c>, <c>list</c>, <c>link</c>, <c>image</c>, <c>video</c>, <c>document</c>, <c>location</c>, <c>contactRequest</c>,
    /// <c>locationRequest</c>, <c>template</c>.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>Body or caption; of a location its name and address.</summary>
    public string Text { get; init; } = "";

    /// <summary>Label that opens a list or a link.</summary>
    public string Open { get; init; } = "";

    /// <summary>What can be tapped: buttons, or the rows of a list.</summary>
    public IReadOnlyList<SandboxTap> Taps { get; init; } = [];

    /// <summary>Name or id of the template.</summary>
    public string Template { get; init; } = "";

    public IReadOnlyList<string> Parameters { get; init; } = [];

    /// <summary>Where an image, video or document lies, what a link opens, or the place of a location: <c>18.52043,73.856744</c>.</summary>
    public string Link { get; init; } = "";

    /// <summary>What a document is called.</summary>
    public string FileName { get; init; } = "";

    /// <summary>What stands over the body, also in a template.</summary>
    public string Header { get; init; } = "";

    /// <summary>What stands under the body.</summary>
    public string Footer { get; init; } = "";

    /// <summary>The file that stands over the body, also in a template; null for none.</summary>
    public SandboxFile? HeaderFile { get; init; }

    /// <summary>Our own reference where the channel passes it along; else empty.</summary>
    public string Reference { get; init; } = "";

    /// <summary>The id the provider answered with.</summary>
    public string ProviderId { get; init; } = "";

    public DateTimeOffset At { get; init; }
}

/// <param name="Id">What a tap brings back.</param>
public sealed record SandboxTap(string Id, string Title, string Description = "");

/// <param name="Kind"><c>image</c>, <c>video</c>, <c>document</c>.</param>
public sealed record SandboxFile(string Kind, string Link, string Name = "");

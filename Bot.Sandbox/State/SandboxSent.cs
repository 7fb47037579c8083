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

    /// <summary><c>text</c>, <c>buttons</c>, <c>list</c>, <c>image</c>, <c>document</c>, <c>template</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Body or caption.</summary>
    public string Text { get; init; } = "";

    /// <summary>Label that opens a list.</summary>
    public string Open { get; init; } = "";

    /// <summary>What can be tapped: buttons, or the rows of a list.</summary>
    public IReadOnlyList<SandboxTap> Taps { get; init; } = [];

    /// <summary>Name or id of the template.</summary>
    public string Template { get; init; } = "";

    public IReadOnlyList<string> Parameters { get; init; } = [];

    /// <summary>Link of an image or document.</summary>
    public string Link { get; init; } = "";

    /// <summary>Our own reference where the channel passes it along; else empty.</summary>
    public string Reference { get; init; } = "";

    /// <summary>The id the provider answered with.</summary>
    public string ProviderId { get; init; } = "";

    public DateTimeOffset At { get; init; }
}

/// <param name="Id">What a tap brings back.</param>
public sealed record SandboxTap(string Id, string Title, string Description = "");

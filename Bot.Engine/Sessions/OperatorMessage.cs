namespace Bot.Engine.Sessions;

/// <summary>What an operator sends to a person.</summary>
/// <param name="Text">At most 4096 characters; beside a picture or a file its caption, of at most 1024; beside a template empty.</param>
public sealed record OperatorMessage(string Text)
{
    /// <summary>A public link of a picture or a file; empty for a text.</summary>
    public string Link { get; init; } = "";

    /// <summary>The name of the file behind <see cref="Link"/>; empty for a picture.</summary>
    public string FileName { get; init; } = "";

    /// <summary>What is sent while only a template may be; null for anything else.</summary>
    public OpeningTemplate? Template { get; init; }
}

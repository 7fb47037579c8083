namespace Bot.Host.Replays;

/// <summary>Something came out otherwise than written.</summary>
internal sealed class ReplayException(string message) : Exception(message)
{
    /// <summary>The reply that came instead of the expected one; null when it is about something else.</summary>
    public string? Came { get; init; }
}

/// <param name="Line">The line that failed; null for the end.</param>
internal sealed record ReplayFailure(ReplayScript Script, ReplayLine? Line, string What)
{
    /// <summary>The reply that came instead of the expected one; null when it is about something else.</summary>
    public string? Came { get; init; }

    public override string ToString() => $"{(Script.Language is { } language ? $"[{language}] " : "")}{Script.File}({Line?.Number ?? Script.Lines.Length},1): {Line?.Text ?? "at the end"}\n  {What}";
}

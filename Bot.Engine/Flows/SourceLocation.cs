namespace Bot.Engine.Flows;

/// <summary>A place in a file; line and column from 1.</summary>
public readonly record struct SourceLocation(string File, int Line, int Column);

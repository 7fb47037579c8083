namespace Bot.Templates.Fitting;

/// <summary>One thing to tap, with its words; not yet fitted.</summary>
/// <param name="Note">Stands below the label in a list; empty for none.</param>
internal sealed record Tap(string Id, string Label, string Note);

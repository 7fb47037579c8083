using System.Collections.Immutable;

namespace Bot.Templates.Rendering;

/// <summary>A piece of a simple template.</summary>
internal abstract record Segment;

internal sealed record WordsSegment(string Text) : Segment;

/// <summary><c>{{ wallet }}</c>, <c>{{ agent.name }}</c>, <c>{{ wallet | money }}</c>, <c>{{ dob | reveal | date }}</c>.</summary>
internal sealed record ValueSegment(string Path, ValueFormat Format, bool Reveal) : Segment
{
    public string[] Names { get; } = Path.Split('.');
}

/// <summary><c>{{ choices }}</c>: the numbered lines of what is offered.</summary>
internal sealed record ChoicesSegment : Segment;

/// <summary>What is written when a value holds something, and what otherwise.</summary>
internal sealed record IfSegment(string[] Names, ImmutableArray<Segment> Then, ImmutableArray<Segment> Otherwise) : Segment;

using System.Collections.Immutable;

namespace Bot.Templates.Rendering;

/// <summary>A piece of a simple template.</summary>
internal abstract record Segment;

internal sealed record WordsSegment(string Text) : Segment;

/// <summary><c>{{ wallet }}</c>, <c>{{ agent.name }}</c>, <c>{{ wallet | money }}</c>, <c>{{ dob | reveal | date }}</c>.</summary>
internal sealed record ValueSegment(ValuePath Path, ValueFormat Format, bool Reveal) : Segment;

/// <summary><c>{{ choices }}</c>: the numbered lines of what is offered.</summary>
internal sealed record ChoicesSegment : Segment;

/// <summary><c>{{ for.index }}</c>.</summary>
/// <param name="Loop">The loop it stands in, the outermost is 0.</param>
internal sealed record IndexSegment(int Loop) : Segment;

/// <summary>What is written when a condition holds, and what otherwise.</summary>
internal sealed record IfSegment(Condition When, ImmutableArray<Segment> Then, ImmutableArray<Segment> Otherwise) : Segment;

/// <summary>What is written for each item of a list, and what for none.</summary>
/// <param name="Loop">Its own number, for the paths that begin at its item.</param>
internal sealed record ForSegment(ValuePath List, int Loop, ImmutableArray<Segment> Body, ImmutableArray<Segment> Otherwise) : Segment;

/// <summary>When a branch is taken.</summary>
internal abstract record Condition;

/// <summary>A value holds something, as <see cref="Truth"/> has it.</summary>
internal sealed record HoldsSomething(ValuePath Path) : Condition;

/// <summary><c>for.first</c>, or <c>for.last</c>.</summary>
internal sealed record IsOutermostItem(int Loop, bool Last) : Condition;

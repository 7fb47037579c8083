using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;

namespace Bot.Engine.Rehearsals;

/// <summary>A real conversation as the turn log tells it, from a turn on of which the session before it is kept.</summary>
/// <param name="Name">Of its session, for the report.</param>
/// <param name="Facts">Whose it is. <see cref="ConversationFacts.LastHeard"/>: when the person was heard last before the first turn.</param>
/// <param name="Turns">In order, without a gap; the first keeps the session that it began with.</param>
/// <param name="Now">As it is stored now, on the flows that are in use; null where that is not asked.</param>
public sealed record RecordedConversation(string Name, ConversationFacts Facts, ImmutableArray<RecordedTurn> Turns, Session? Now);

/// <summary>A turn of the log.</summary>
/// <param name="Version">Of the conversation, from 1.</param>
/// <param name="Flow">The flow that heard it; empty for none.</param>
/// <param name="From">The state that heard it; empty where nothing was going on.</param>
/// <param name="Lines">What was said in it.</param>
/// <param name="Entry">What was heard, and the way taken.</param>
public sealed record RecordedTurn(long Version, string Flow, string From, ImmutableArray<TranscriptLine> Lines, TurnLogEntry Entry)
{
    internal Input Input => Entry.Input;

    internal IEnumerable<string> Said => Lines.Where(line => line.Direction == "out").Select(line => line.Text);
}

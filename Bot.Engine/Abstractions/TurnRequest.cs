using Bot.Engine.Sessions;

namespace Bot.Engine.Abstractions;

/// <summary>An input on its way to the conversation that is to hear it.</summary>
/// <param name="Conversation">Key of the conversation.</param>
/// <param name="Facts">What came with it of the person; null where that is nothing new, and then no conversation begins.</param>
/// <param name="Input">What is heard.</param>
/// <param name="Result">What the call came back with, its record changes among it; null for an input that is no outcome.</param>
/// <param name="Cause">See <see cref="TurnCommit.Cause"/>.</param>
public sealed record TurnRequest(string Conversation, ConversationFacts? Facts, Input Input, CallResult? Result, string Cause);

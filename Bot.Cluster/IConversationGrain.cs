using Bot.Engine.Abstractions;

namespace Bot.Cluster;

/// <summary>A conversation, at the one host of the cluster that holds it. Its key is a hash of the conversation's, so that no log shows a number.</summary>
[Alias("bot.conversation")]
internal interface IConversationGrain : IGrainWithStringKey
{
    /// <summary>Handles a turn behind those that came before. What went wrong is a value: exceptions of drivers do not cross hosts.</summary>
    [Alias("handle")]
    ValueTask<TurnReply> HandleAsync([Immutable] TurnRequest request);
}

using Bot.Engine.Conversations;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;
using Bot.Host.Webhooks;

namespace Bot.Host.DirectLine;

/// <summary>Shows pages that the bot is at work while a partner is asked.</summary>
internal sealed class TypingNotifier(ConversationStreams streams) : IEngineObserver
{
    private static readonly string Prefix = InboundDispatcher.KeyOf(DirectLineChannel.ChannelName, "");

    public void OnTurnCommitted(string conversation, Input input, Turn turn)
    {
        if (turn.Call is not null && conversation.StartsWith(Prefix, StringComparison.Ordinal)) streams.ShowTyping(conversation[Prefix.Length..]);
    }
}

using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;

namespace Bot.Engine.Conversations;

/// <summary>What operators write, as it goes out, and what the bot keeps to itself meanwhile.</summary>
internal static class OperatorMessages
{
    public static OutboundMessage Of(OperatorMessage message) => message switch
    {
        { Template: { } template } => new TemplateMessage(template.Name, template.Language, template.Parameters),
        { Link.Length: > 0, FileName.Length: > 0 } => new DocumentMessage(message.Link, message.FileName, message.Text),
        { Link.Length: > 0 } => new ImageMessage(message.Link, message.Text),
        _ => new TextMessage(message.Text),
    };

    /// <summary>A call came back while an operator has the conversation: what the bot has to say of it is told to the operator alone.</summary>
    public static bool AreHeldBack(Turn turn, Input input) => input is CallReturned && turn.Session is { WithHuman: true, Operator: not null };
}

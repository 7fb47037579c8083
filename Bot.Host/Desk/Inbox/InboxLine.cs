using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Templates.Rendering;

namespace Bot.Host.Desk.Inbox;

/// <summary>A conversation in a list of the desk.</summary>
/// <param name="Session">The id of its session.</param>
/// <param name="Number">The person's address on the channel, masked.</param>
/// <param name="Flow">Empty when nothing is going on.</param>
/// <param name="HeardAt">When the person wrote last.</param>
/// <param name="By">Who has it; null while the bot speaks or a human is waited for.</param>
/// <param name="WaitsSince">From when the person waits for the word of a human; null when they do not.</param>
/// <param name="Why">What they are waited for with; empty for nothing known.</param>
internal sealed record InboxLine(string Session, string Channel, string Number, string Name, string Flow, string State, DateTimeOffset HeardAt, string? By,
    DateTimeOffset? WaitsSince, string Why)
{
    public static InboxLine Of(ConversationLine line, Handover? handover) => new(
        line.SessionId, line.Channel, Masking.Mask(line.Address), line.Name, line.Flow, line.State, line.LastHeard, handover?.By, handover?.WaitsSince,
        handover?.Why ?? "");

    public static InboxLine Of(StoredConversation stored, Handover? handover)
    {
        var (session, facts) = (stored.Session, stored.Facts);
        var (flow, state) = session.Top is { } top ? (top.Flow, top.State) : ("", "");
        return new(session.Id, facts.Channel, Masking.Mask(facts.Address), facts.Name, flow, state, facts.LastHeard, session.Operator, handover?.WaitsSince,
            handover?.Why ?? "");
    }
}

using System.Collections.Concurrent;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;

namespace Bot.Host.Desk.Live;

/// <summary>Tells open desks what moves on this host, and asks for a human where one is needed.</summary>
internal sealed class DeskObserver(DeskFeed feed, HumanAlerts alerts) : IEngineObserver
{
    /// <summary>Sessions that are with a human, as far as this host has seen: coming back from one is told too.</summary>
    private readonly ConcurrentDictionary<string, bool> _handed = new(StringComparer.Ordinal);

    public void OnTurnCommitted(string conversation, Input input, Turn turn)
    {
        var session = turn.Session;
        if (turn.NeedsHuman is not null && session.WithHuman) alerts.Ask(session);
        var handed = session.WithHuman;
        if (handed) _handed[session.Id] = true;
        else if (_handed.ContainsKey(session.Id)) handed = _handed.TryRemove(session.Id, out _);
        if (feed.Readers > 0) feed.Add(session.Id, handed);
    }

    public void OnSent(OutboxRow row, SendResult result)
    {
        // A row's id begins with the session's.
        if (feed.Readers > 0 && row.Id.IndexOf('.', StringComparison.Ordinal) is var dot and > 0) feed.Add(row.Id[..dot], handed: false);
    }
}

using System.Collections.Concurrent;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;
using Bot.Host.Settings;
using Microsoft.Extensions.Options;

namespace Bot.Host.Desk.Inbox;

/// <summary>
/// How long people waited lately for an operator's first word: the median of the last twenty of this host, none older than a day, from the third on. Known to
/// this process alone; a new one tells nothing until three were answered.
/// </summary>
internal sealed class HumanWaits(IOptions<DeskOptions> desk) : IEngineObserver, IHumanWait
{
    private const int Fewest = 3;
    private const int Most = 20;

    /// <summary>Sessions that wait; more are not looked at.</summary>
    private const int MostWaiting = 10_000;

    private static readonly TimeSpan Lately = TimeSpan.FromDays(1);

    private readonly OpeningHours? _hours = OpeningHours.Read(desk.Value.Hours);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _waiting = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(DateTimeOffset At, TimeSpan Took)> _waits = new();

    public TimeSpan? ExpectedAt(DateTimeOffset at)
    {
        if (_waits.IsEmpty || _hours?.IsOpen(at) == false) return null;

        var lately = _waits.Where(wait => wait.At > at - Lately).Select(wait => wait.Took).Order().ToList();
        return lately.Count < Fewest ? null : lately[lately.Count / 2];
    }

    public void OnTurnCommitted(string conversation, Input input, Turn turn)
    {
        var session = turn.Session;
        if (session.WithHuman && turn.NeedsHuman is not null && session.Operator is null)
        {
            if (_waiting.Count < MostWaiting) _waiting.TryAdd(session.Id, input.At);
            return;
        }

        if (_waiting.IsEmpty) return;
        if (input is WrittenByOperator && _waiting.TryRemove(session.Id, out var since))
        {
            _waits.Enqueue((input.At, input.At - since));
            while (_waits.Count > Most) _waits.TryDequeue(out _);
        }
        else if (!session.WithHuman)
        {
            _waiting.TryRemove(session.Id, out _);
        }
    }
}

using System.Globalization;
using Bot.Bench.Turns;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;
using Bot.Host.Wiring;
using Bot.Storage.Abstractions;

namespace Bot.Bench.Rehearsals;

/// <summary>Fills a store with people who each had one of a few recorded conversations, over five days that ended yesterday.</summary>
internal static class RecordedPeople
{
    private const long First = 919_000_000_000;
    private const int AtOnce = 64;

    private static readonly string[] Scripts =
    [
        "loan-lead/happy-path.replay", "loan-lead/edit.replay", "lead-status/by-id.replay", "agent-login/login.replay", "fastag-assign/happy-path.replay",
        "fastag-assign/edit-maker.replay", "fastag-replace/happy-path.replay", "tag-photo/after-the-issue.replay",
    ];

    /// <returns>How many turns were written.</returns>
    public static async Task<long> FillAsync(IStore store, FlowCatalog catalog, int people)
    {
        var scripts = new List<RecordedConversation>();
        foreach (var script in Scripts) scripts.Add(await RecordedConversation.PlayAsync(script));

        var (machine, turns, begin) = (new StateMachine(catalog.Flows, catalog.Vocabulary), 0L, TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(6));
        await Parallel.ForAsync(0, people, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (person, cancel) =>
        {
            var recorded = scripts[person % scripts.Count];
            var shift = begin + (TimeSpan.FromDays(5) * person / people) - recorded.Inputs[0].At;
            var number = (First + person).ToString(CultureInfo.InvariantCulture);
            var stored = new StoredConversation($"meta:{number}", 0, new() { Id = $"{person:x20}" }, new("meta", number, "Test", DateTimeOffset.UnixEpoch));
            foreach (var heard in recorded.Inputs)
            {
                var input = Moved(heard, stored.Session, shift);
                if (machine.Advance(stored.Session, input) is not { } turn) continue;

                var facts = input is CallReturned or TimerFired ? stored.Facts : stored.Facts with { LastHeard = input.At };
                var commit = TurnCommits.Of(stored, facts, input, turn, null, catalog.Renderer, catalog.Flows) with { Outbox = [], Timers = [] };
                if (await store.CommitAsync(commit, cancel) != CommitResult.Committed) throw new InvalidOperationException("A turn was not written.");
                stored = new(stored.Conversation, stored.Version + 1, turn.Session, facts);
                Interlocked.Increment(ref turns);
            }
        });
        return turns;
    }

    private static Input Moved(Input heard, Session session, TimeSpan shift) => heard switch
    {
        CallReturned returned when session.Pending is { } pending => returned with { Id = pending.Id, At = returned.At + shift },
        TimerFired fired => fired with { Id = $"timer.{fired.Kind}.{session.TimerToken}", Token = session.TimerToken, At = fired.At + shift },
        _ => heard with { At = heard.At + shift },
    };
}

using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;

namespace Bot.Engine.Execution;

/// <summary>Sessions that were written under earlier names of flows and states stand under those of now: what flows write as <c>renamed:</c> and <c>moved:</c>.
/// </summary>
public static class MovedRuns
{
    /// <summary>The session under the names of <paramref name="flows"/>; the very same where nothing of it has another name.</summary>
    public static Session Follow(FlowSet flows, Session session)
    {
        ArgumentNullException.ThrowIfNull(flows);
        ArgumentNullException.ThrowIfNull(session);
        if (!flows.HasMoves || session.Frames.IsEmpty) return session;

        return Each(session, frame => flows.FindRenamed(frame.Flow) is { } flow && flow.Hash != frame.FlowHash
            ? new(flow.Name, flow.Moved.ToDictionary(moved => moved.From, moved => moved.To, StringComparer.Ordinal))
            : null);
    }

    /// <summary>The same the other way: the session under the names that an earlier version has.</summary>
    /// <param name="later">Tells the earlier names.</param>
    /// <param name="earlier">Has them.</param>
    public static Session GoBack(FlowSet later, FlowSet earlier, Session session)
    {
        ArgumentNullException.ThrowIfNull(later);
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(session);
        if (!later.HasMoves || session.Frames.IsEmpty) return session;

        return Each(session, frame =>
        {
            if (later.Find(frame.Flow) is not { } flow) return null;

            var name = earlier.Find(flow.Name) is null && flow.Renamed.FirstOrDefault(before => earlier.Find(before) is not null) is { } before
                ? before : flow.Name;
            var was = earlier.Find(name);
            var states = flow.Moved.Where(moved => was?.Find(moved.To) is null && was?.Find(moved.From) is not null)
                .DistinctBy(moved => moved.To, StringComparer.Ordinal).ToDictionary(moved => moved.To, moved => moved.From, StringComparer.Ordinal);
            return new(name, states);
        });
    }

    private static Session Each(Session session, Func<Frame, Names?> namesOf)
    {
        var (frames, pending) = (session.Frames, session.Pending);
        for (var i = 0; i < frames.Length; i++)
        {
            if (namesOf(frames[i]) is not { } names) continue;
            if (i == frames.Length - 1 && pending is not null && pending.State == frames[i].State) pending = pending with { State = names.Of(pending.State) };
            frames = Moved(frames[i], names) is var moved && ReferenceEquals(moved, frames[i]) ? frames : frames.SetItem(i, moved);
        }

        return frames == session.Frames ? session : session with { Frames = frames, Pending = pending };
    }

    private static Frame Moved(Frame frame, Names names)
    {
        if (names.Flow == frame.Flow && names.States.Count == 0) return frame;

        var (visited, done) = (frame.VisitedStates, frame.CompletedResults);
        var isMoved = names.Flow != frame.Flow || names.Changes(frame.State) || names.Changes(frame.AttemptsAt)
            || visited.Any(names.Changes) || done.Keys.Any(names.Changes);
        return !isMoved ? frame : frame with
        {
            Flow = names.Flow,
            State = names.Of(frame.State),
            AttemptsAt = names.Of(frame.AttemptsAt),
            VisitedStates = [.. visited.Select(names.Of).Distinct(StringComparer.Ordinal).Where(state => state != names.Of(frame.State))],
            CompletedResults = done.DistinctBy(result => names.Of(result.Key))
                .ToImmutableSortedDictionary(result => names.Of(result.Key), result => result.Value, StringComparer.Ordinal),
        };
    }

    /// <param name="Flow">Of the flow.</param>
    /// <param name="States">Of its states, where they differ: the name that a session has, and the one that it gets.</param>
    private sealed record Names(string Flow, IReadOnlyDictionary<string, string> States)
    {
        public string Of(string state) => States.GetValueOrDefault(state, state);

        public bool Changes(string state) => States.ContainsKey(state);
    }
}

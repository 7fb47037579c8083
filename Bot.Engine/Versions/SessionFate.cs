using Bot.Engine.Execution;
using Bot.Engine.Sessions;

namespace Bot.Engine.Versions;

/// <summary>What becomes of a session when another version of the flows is published. Pure: a plan tells it, and the session's next turn carries it out.
/// </summary>
/// <param name="Kind">What becomes of it.</param>
/// <param name="ToFlow">Where it goes on; empty where it stays.</param>
/// <param name="ToState">Of that flow.</param>
/// <param name="Because">The slot for which it stays; else empty.</param>
public sealed record SessionFate(FateKind Kind, string ToFlow = "", string ToState = "", string Because = "")
{
    /// <summary>The person stays on the version that they are on, for now.</summary>
    public bool Stays => Kind is FateKind.Drained or FateKind.Lacking or FateKind.Retyped or FateKind.Waits;

    /// <param name="drained">Whether runs of a flow end on the version that they began on.</param>
    public static SessionFate Of(FlowVersion from, FlowVersion to, Func<string, bool> drained, Session session)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(drained);
        ArgumentNullException.ThrowIfNull(session);
        if (session.Frames.IsEmpty) return new(FateKind.Free);
        if (session.Frames.Any(frame => drained(frame.Flow))) return new(FateKind.Drained);

        // The outcome of a call is for the state that made it.
        if (session.Pending is not null) return new(FateKind.Waits);

        var named = Named(from, to, session);
        var migration = SessionMigration.Of(to.Flows, named);
        var after = migration?.Park(to.Flows, named) ?? named;
        for (var i = 0; i < after.Frames.Length; i++)
        {
            if (Retyped(from, to, session.Frames[i], after.Frames[i]) is { } other) return new(FateKind.Retyped, Because: other);
            if (Lacking(from, to, session.Frames[i], after.Frames[i]) is { } slot) return new(FateKind.Lacking, Because: slot);
        }

        if (after.Top is not { } top) return new(FateKind.BeginsAgain);

        var kind = migration is not null ? FateKind.Parked : ReferenceEquals(named, session) ? FateKind.GoesOn : FateKind.Moved;
        return new(kind, top.Flow, top.State);
    }

    /// <summary>The session under the names of another version.</summary>
    public static Session Named(FlowVersion from, FlowVersion to, Session session)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return MovedRuns.Follow(to.Flows, from.Number > to.Number ? MovedRuns.GoBack(from.Flows, to.Flows, session) : session);
    }

    /// <summary>A slot that the other version has asked for by then, and this one has not.</summary>
    private static string? Lacking(FlowVersion from, FlowVersion to, Frame before, Frame after)
    {
        var asked = from.Flows.Find(before.Flow)?.Find(after.State) is null ? before.State : after.State;
        return to.SetAt(after.Flow, after.State).Except(from.SetAt(before.Flow, asked)).Where(slot => !before.Slots.Has(slot))
            .Order(StringComparer.Ordinal).FirstOrDefault();
    }

    /// <summary>A slot whose value the other version would read as something else.</summary>
    private static string? Retyped(FlowVersion from, FlowVersion to, Frame before, Frame after) =>
        from.Flows.Find(before.Flow)?.Slots.FirstOrDefault(slot => before.Slots.Has(slot.Name)
            && to.Flows.Find(after.Flow)?.Slot(slot.Name) is { } now && now.TypeName != slot.TypeName)?.Name;
}

/// <summary>What becomes of a session.</summary>
public enum FateKind
{
    /// <summary>Nothing is going on; the next conversation is on the new version.</summary>
    Free,

    /// <summary>It goes on where it is, on the new version, and the person notices nothing.</summary>
    GoesOn,

    /// <summary>The same at a state or in a flow that has another name now.</summary>
    Moved,

    /// <summary>Its state is gone: the person is told, and asked again at the nearest earlier question that is still there.</summary>
    Parked,

    /// <summary>Its flow is gone: the person is told, and begins again.</summary>
    BeginsAgain,

    /// <summary>It ends on the version that it is on, because the publication says so.</summary>
    Drained,

    /// <summary>It ends on the version that it is on, because the new one would have asked something before.</summary>
    Lacking,

    /// <summary>It ends on the version that it is on, because a slot is of another type in the new one.</summary>
    Retyped,

    /// <summary>A call is on its way; it is moved by the turn after its outcome.</summary>
    Waits,
}

using Bot.Engine.Flows.Kinds;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Proving;

/// <summary>The abstraction: what of a session decides what can become of it. Two sessions with one key have one future.</summary>
/// <remarks>
/// See docs/decisions/0038. A slot counts as unset, empty, one of the values that conditions compare it with, or set. The key is a sum of numbers of 128 bits,
/// one for each thing that holds of the session (<see cref="KeyParts"/>): among a million states two that differ share one with a chance of 1 in 10^26.
/// </remarks>
internal sealed class ProofKey(IReadOnlyDictionary<string, FlowFacts> facts)
{
    private static readonly UInt128 Human = KeyParts.Of("human");
    private static readonly UInt128 OptedOut = KeyParts.Of("out");
    private static readonly UInt128 Own = KeyParts.Of("own");
    private static readonly UInt128 Page = KeyParts.Of("page");

    // Odd, so that nothing of a number is lost when it is multiplied.
    private static readonly UInt128 Next = KeyParts.Of("next") | UInt128.One;

    private static readonly UInt128 Photo = KeyParts.Of("photo");

    public UInt128 Of(Session session)
    {
        // What may follow from the engine's own questions is looked at with each of their answers, right where they are asked.
        if (session is { Interrupt: { } own, Top: { } top })
            return (Here(top) * Next) + Own + KeyParts.Of("own", own.Kind) + (Page * (UInt128)own.Page);

        var key = UInt128.Zero;
        foreach (var frame in session.Frames) key = (key * Next) + Of(frame);
        if (session.Pending is { } pending) key += KeyParts.Of("pending", pending.State);
        if (session.WithHuman) key += Human;
        if (session.OptedOut) key += OptedOut;
        return key + (Photo * (UInt128)session.Deferred.Length);
    }

    private UInt128 Here(Frame frame) =>
        facts.TryGetValue(frame.Flow, out var known) && known.Parts.State(frame.State) is { } state ? state.Here
            : (KeyParts.Of(frame.Flow) * Next) + KeyParts.Of(frame.State);

    private UInt128 Of(Frame frame)
    {
        var key = Here(frame);
        if (!facts.TryGetValue(frame.Flow, out var known)) return key;

        if (frame.Attempts > 0) key += KeyParts.Of("attempts", frame.AttemptsAt) * (UInt128)frame.Attempts;
        if (frame.Page > 0) key += Page * (UInt128)frame.Page;
        return key + SlotsOf(known, frame) + PassedIn(known, frame);
    }

    private static UInt128 SlotsOf(FlowFacts known, Frame frame)
    {
        var (key, slots) = (UInt128.Zero, frame.Slots);
        if (slots.Source is null)
        {
            foreach (ref readonly var change in slots.Changes)
            {
                if (change.Value is { } value && known.Parts.Slot(change.Name) is { } part) key += part.Of(value);
            }
        }
        else
        {
            foreach (var (name, value) in slots.Items)
            {
                if (known.Parts.Slot(name) is { } part) key += part.Of(value);
            }
        }

        foreach (var path in known.Parts.Paths)
        {
            if (slots.Find(path.Name) is { } value) key += path.Of(value);
        }

        // An answer that was skipped counts as one that was given, where nothing tells the two apart.
        foreach (var (slot, question) in known.Parts.Skippable)
        {
            if (frame.CompletedResults.Find(question) == AskState.Skip && !slots.Has(slot.Name)) key += slot.Set;
        }

        return key;
    }

    private static UInt128 PassedIn(FlowFacts known, Frame frame)
    {
        var (way, lastAsked) = (UInt128.Zero, "");
        foreach (var name in frame.VisitedStates)
        {
            if (known.Parts.State(name) is not { } state)
            {
                way = (way * Next) + KeyParts.Of(name);
            }
            else
            {
                if (state.IsTold) way = (way * Next) + state.Passed;
                if (state.IsQuestion) lastAsked = name;
            }
        }

        foreach (var (name, outcome) in frame.CompletedResults)
        {
            if (known.Deciding.IsTold(name, outcome, lastAsked) || name == frame.State) way += KeyParts.Of(known.Parts.State(name)?.First ?? name, outcome);
        }

        return way * Next;
    }
}

using System.Collections.Immutable;
using System.Globalization;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Proving;

/// <summary>Something that can happen to a conversation, apart from the conversation that it happens to.</summary>
/// <param name="IsEscape">It leads out of any place, by a word or by silence, to an earlier question or out of the flow; it says nothing of the place.</param>
public abstract record Move(bool IsEscape = false)
{
    /// <summary>As an input of this conversation; null where it cannot happen to it.</summary>
    public abstract Input? InputFor(Session session, StateMachine machine, DateTimeOffset at);

    private protected static string IdOf(Session session) => string.Create(CultureInfo.InvariantCulture, $"p{session.Turn + 1}");
}

/// <summary>The person writes.</summary>
public sealed record SayMove(string Text, bool IsEscape = false) : Move(IsEscape)
{
    public override Input InputFor(Session session, StateMachine machine, DateTimeOffset at) => new HeardText(IdOf(session), at, Text);
}

/// <summary>The person taps what is offered.</summary>
/// <param name="Value">Of the choice.</param>
/// <param name="LabelKey">Of its label; empty where the label comes from data.</param>
/// <param name="Label">From data.</param>
public sealed record TapMove(string Value, string LabelKey, string Label, bool IsEscape = false) : Move(IsEscape)
{
    public override Input? InputFor(Session session, StateMachine machine, DateTimeOffset at) => InputAmong(machine.Prompt(session, at), session, at);

    /// <summary>The tap on what a question offers; null where it is not offered.</summary>
    internal Input? InputAmong(ImmutableArray<Reply> prompt, Session session, DateTimeOffset at)
    {
        foreach (var reply in prompt)
        {
            foreach (var choice in reply.Choices)
            {
                if (choice.Value == Value) return new HeardTap(IdOf(session), at, choice.Payload, choice.Value);
            }
        }

        return null;
    }
}

/// <summary>The person taps a button of a question that is over.</summary>
public sealed record OldTapMove() : Move
{
    public override Input InputFor(Session session, StateMachine machine, DateTimeOffset at) => new HeardTap(IdOf(session), at, "gone@0#gone", "gone");
}

/// <summary>The person sends a photo.</summary>
public sealed record PhotoMove() : Move
{
    public override Input InputFor(Session session, StateMachine machine, DateTimeOffset at) =>
        new HeardImage(IdOf(session), at, new("proof", IdOf(session), "", "image/jpeg", ""));
}

/// <summary>The person sends what few questions take: a sticker, a location, a file.</summary>
/// <param name="Kind">Its name on the wire.</param>
/// <param name="Content">What came with it; null for nothing.</param>
public sealed record SendMove(string Kind, Value? Content) : Move
{
    public override Input InputFor(Session session, StateMachine machine, DateTimeOffset at) => new HeardOther(IdOf(session), at, Kind) { Content = Content };
}

/// <summary>The person changes the message that was the last answer.</summary>
public sealed record ChangeMove(string Text) : Move(IsEscape: true)
{
    public override Input? InputFor(Session session, StateMachine machine, DateTimeOffset at) =>
        session.LastAnswer is { } answer ? new HeardEdit(IdOf(session), at, answer.Id, Text) : null;
}

/// <summary>Silence, until a reminder or the expiry of the question.</summary>
/// <param name="After">How long that is.</param>
public sealed record SilenceMove(TimerKind Kind, TimeSpan After) : Move(Kind == TimerKind.Expire)
{
    public override Input? InputFor(Session session, StateMachine machine, DateTimeOffset at) => session.TimerToken == 0
        ? null
        : new TimerFired($"timer.{Kind}.{session.TimerToken}", at, Kind, session.TimerToken);
}

/// <summary>The call that is under way comes back.</summary>
/// <param name="Operation">What was called.</param>
/// <param name="Outcome">One of its outcomes.</param>
/// <param name="Fields">What it brings. A value that is fresh differs from what the slot behind it holds.</param>
public sealed record ReturnMove(string Operation, string Outcome, ImmutableArray<ReturnedField> Fields) : Move
{
    public override Input? InputFor(Session session, StateMachine machine, DateTimeOffset at) =>
        session.Pending is { } pending ? new CallReturned(pending.Id, at, Outcome, ResultIn(session)) : null;

    /// <summary>It brings again what the slots hold already: there is nothing to bring again where they hold nothing.</summary>
    internal bool IsAgain => Fields.Any(one => one.Slot.Length > 0) && Fields.All(one => one.Other is null);

    /// <summary>The result as this conversation would get it.</summary>
    public Value ResultIn(Session session) => new RecordValue([.. Fields.Select(field => KeyValuePair.Create(field.Name, field.In(session.Top!.Slots)))]);
}

/// <summary>A field of a result.</summary>
/// <param name="Slot">The slot that it is kept in; empty for none.</param>
/// <param name="Value">What it brings.</param>
/// <param name="Other">What it brings in its place where the slot holds <paramref name="Value"/> already; null where the same may come again.</param>
public sealed record ReturnedField(string Name, string Slot, Value Value, Value? Other)
{
    internal Value In(Slots slots) => Other is not null && Slot.Length > 0 && Value.Equals(slots.Find(Slot)) ? Other : Value;
}

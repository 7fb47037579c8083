using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using Bot.Host.Wiring;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.WhatPeopleSend;

/// <summary>One question of a shipped flow, asked, with the shipped words: what a person sends comes in, and what becomes of it can be looked at.</summary>
internal sealed class Asked
{
    private static readonly FlowCatalog Shipped = FlowTools.Open(Repository.Flows).GetRequiredService<FlowCatalog>();

    private DateTimeOffset Now { get; set; } = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    private readonly StateMachine _machine;
    private int _heard;

    private Asked(FlowCatalog shipped, Session session) => (_machine, Session) = (new(shipped.Flows, shipped.Vocabulary), session);

    public Session Session { get; private set; }

    public Turn? Last { get; private set; }

    /// <param name="place">A flow and its question: <c>loan-lead/loanType</c>.</param>
    public static Asked At(string place, params (string Slot, Value Value)[] slots)
    {
        var (flow, state) = (place.Split('/')[0], place.Split('/')[1]);
        var held = Slots.Empty;
        foreach (var (slot, value) in slots) held = held.With(slot, value);
        return new(Shipped, new()
        {
            Id = "s",
            Language = "en",
            Turn = 1,
            Frames = [new() { Id = "s.1", Flow = flow, FlowHash = Shipped.Flows.Find(flow)!.Hash, State = state, Slots = held }],
        });
    }

    public Asked Say(string text) => Hear(id => new HeardText(id, Now, text));

    /// <summary>A tap on a button that the bot did not send.</summary>
    public Asked TapForeign(string payload, string label) => Hear(id => new HeardTap(id, Now, payload, label));

    public Asked Send(string kind) => Hear(id => new HeardOther(id, Now, kind));

    /// <summary>A message that was sent before is changed in the app, and the new text does not come along.</summary>
    public Asked Edit() => Hear(id => new HeardEdit(id, Now, "", null));

    /// <summary>It was written before something that was heard already.</summary>
    public Asked SayLate(string text) => Hear(id => new HeardText(id, Now, text) { IsLate = true });

    public Asked Photo(string id) => Hear(input => new HeardImage(input, Now, new("meta", id, "", "image/jpeg", "")));

    /// <summary>No further photo comes for as long as a question waits to be said.</summary>
    public Asked Pause()
    {
        Now += TimeSpan.FromSeconds(20);
        return Hear(id => new TimerFired(id, Now, TimerKind.Remind, Session.TimerToken));
    }

    /// <summary>The call that is out comes back.</summary>
    public Asked Return(string outcome, params (string Name, Value Value)[] fields) =>
        Hear(_ => new CallReturned(Session.Pending!.Id, Now, outcome, Value.Record(fields)));

    /// <summary>The call that is out comes back as unavailable, with what would mend it.</summary>
    public Asked Fail(CallFault fault) => Hear(_ => new CallReturned(Session.Pending!.Id, Now, "unavailable", Value.Record()) { Fault = fault });

    public Asked Later(TimeSpan by)
    {
        Now += by;
        return this;
    }

    /// <summary>A day passes without an answer to the question at hand.</summary>
    public Asked Expire()
    {
        Now += TimeSpan.FromDays(1);
        Session = Session with { TimerToken = 1 };
        return Hear(id => new TimerFired(id, Now, TimerKind.Expire, 1));
    }

    /// <summary>The keys of what was said to the last thing that came.</summary>
    public IEnumerable<string> Replies => Last?.Replies.Select(reply => reply.Message) ?? [];

    public string Place => Session.Top is { } top ? $"{top.Flow}/{top.State}" : "-";

    public int Attempts => Session.Top?.Attempts ?? 0;

    public string Slot(string name) => Session.Top?.Slots.Find(name) is { } value ? (value as RecordValue)?.Field("name")?.Text ?? value.Text : "";

    private Asked Hear(Func<string, Input> input)
    {
        Last = _machine.Advance(Session, input($"m{++_heard}"));
        if (Last is not null) Session = Last.Session;
        return this;
    }
}

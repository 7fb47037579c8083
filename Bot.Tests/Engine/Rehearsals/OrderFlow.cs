using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Rehearsals;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using Bot.Host.Wiring;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Rehearsals;

/// <summary>A shop's flow, talks with it as the turn log would tell them, and copies of it with one change.</summary>
internal static class OrderFlow
{
    private const string Flow = """
        flow: menu
        start: size
        remind: { after: 10m, say: stillThere }
        expire: { after: 24h, next: gone }
        slots:
          size: { type: number, min: 1, max: 50 }
          name: text
          city: text
          confirm: choice
        states:
          size: { ask: size, next: look }
          look:
            call: shop.look
            with: { size }
            on: { found: name, none: { say: none, next: size } }
          name: { ask: name, next: city }
          city: { ask: city, next: confirm }
          confirm:
            choose: confirm
            options: [yes, no]
            always: true
            summary: [size, name, city]
            next:
              - { when: { confirm: yes }, to: place }
              - { to: stopped }
          place:
            call: shop.place
            with: { size, name, city }
            on: { placed: done, declined: { say: declined, next: confirm } }
          done: { end: done }
          stopped: { end: stopped }
          gone: { end: }
        """;

    private const string Messages = """
        language: en
        messages: { size: Which size?, name: Your name?, city: Which city?, none: None left., confirm: "Order {{ size }} for {{ name }}?", declined: Not now., done: "Thanks {{ name }}", stopped: Fine. }
        options: { confirm: { yes: Yes, no: No } }
        fields: { size: Size, name: Name, city: City, confirm: Order }
        """;

    private static readonly DateTimeOffset Begin = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    private static readonly Operation[] Operations =
    [
        new ContractOperation(new("shop.look", ["size"], [new("found"), new("none")])),
        new ContractOperation(new("shop.place", ["size", "name", "city"], [new("placed"), new("declined")], Consequential: true)),
        new ContractOperation(new("shop.price", ["size"], [new("known"), new("unknown")])),
    ];

    /// <summary>The flow as it is in use.</summary>
    public static FlowCatalog Current { get; } = Edited([]);

    /// <summary>The flow with some words of its file replaced.</summary>
    public static FlowCatalog Edited(params (string Was, string Now)[] changes)
    {
        var (flow, messages) = (Flow, Messages);
        foreach (var (was, now) in changes)
        {
            (flow.Contains(was, StringComparison.Ordinal) || messages.Contains(was, StringComparison.Ordinal)).Should().BeTrue("the change '{0}' has to find its place", was);
            (flow, messages) = (flow.Replace(was, now, StringComparison.Ordinal), messages.Replace(was, now, StringComparison.Ordinal));
        }

        using var folder = new FlowsFolder(
            ("messages.en.yaml", File.ReadAllText(Path.Combine(Repository.Flows, "messages.en.yaml"))), ("menu/flow.yaml", flow), ("menu/messages.en.yaml", messages));
        return folder.Catalog(Operations);
    }

    /// <summary>A talk on the current flow as it is logged. <c>=found</c> is how the call came back, <c>+25h</c> how long the person was silent.</summary>
    public static RecordedConversation Talk(params string[] said)
    {
        var machine = new StateMachine(Current.Flows, Current.Vocabulary);
        var (session, now, timers) = (new Session { Id = "s1" }, Begin, ImmutableArray<TimerRequest>.Empty);
        var turns = ImmutableArray.CreateBuilder<RecordedTurn>();
        foreach (var word in said)
        {
            now += TimeSpan.FromMinutes(1);
            if (word[0] == '+')
            {
                var until = now + TimeSpan.FromHours(int.Parse(word[1..^1], System.Globalization.CultureInfo.InvariantCulture));
                while (timers.Where(timer => timer.Due <= until).MinBy(timer => timer.Due) is { } due)
                    Hear(new TimerFired($"timer.{due.Kind}.{due.Token}", due.Due, due.Kind, due.Token));
                now = until;
                continue;
            }

            Hear(word[0] == '=' ? new CallReturned(session.Pending!.Id, now, word[1..], Value.Record()) : new HeardText($"m{turns.Count}", now, word));
        }

        return new("s1", new("test", "919800000001", "Ravi", DateTimeOffset.UnixEpoch), turns.ToImmutable(), session);

        void Hear(Input input)
        {
            var facts = new ConversationFacts("test", "919800000001", "Ravi", now);
            var turn = machine.Advance(session, input)!;
            var commit = TurnCommits.Of(new("test:1", turns.Count, session, facts), facts, input, turn, null, Current.Renderer, Current.Flows);
            turns.Add(new(turns.Count + 1, commit.Log!.Flow, commit.Log.From, commit.Transcript, commit.Log));
            (session, timers) = (turn.Session, turn.Timers);
        }
    }
}

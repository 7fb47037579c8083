using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Execution;

/// <summary>Rows that a turn keeps, and flows that begin for a person who did not write.</summary>
public sealed class KeptRowTests
{
    private const string Yaml = """
        flow: visit
        start: name
        results:
          visits: { slots: [name, note], for: 30d }
        slots:
          name: text
          note: text
          code: otp4
        states:
          name:
            ask: name
            next: note
          note:
            set: { note: { text: first } }
            keep: visits
            next: code
          code:
            ask: code
            next: done
          done:
            end:
            keep: everything
        """;

    private static readonly DateTimeOffset Now = new(2026, 11, 28, 4, 30, 0, TimeSpan.Zero);

    private readonly StateMachine _machine = new(
        new([FlowLoader.Read("flow.yaml", Yaml, CaseOperations.All, KnownInputTypes.All, new List<Issue>())!], "visit"), new CaseVocabulary());

    [Fact]
    public void A_row_has_the_slots_of_its_table_that_are_set_and_never_a_code()
    {
        var first = Turn(Turn(new() { Id = "s1" }, "hello").Session, "Asha");
        var last = Turn(first.Session, "1234");

        var row = first.Kept.Should().ContainSingle().Subject;
        (row.Id, row.Table.Name).Should().Be(("s1.2.0", "visits"));
        row.Table.For.Should().Be(TimeSpan.FromDays(30));
        NamesOf(row).Should().Equal("name", "note");
        NamesOf(last.Kept.Should().ContainSingle().Subject).Should().Equal("name", "note");
        last.Kept[0].Run.Should().Be(row.Run);
    }

    [Fact]
    public void A_turn_that_is_computed_again_makes_the_same_row()
    {
        var session = Turn(new() { Id = "s1" }, "hello").Session;

        Turn(session, "Asha").Kept.Single().Id.Should().Be(Turn(session, "Asha").Kept.Single().Id);
    }

    [Fact]
    public void A_flow_that_is_begun_for_a_person_leaves_alone_who_is_at_something_with_a_human_or_wants_nothing()
    {
        var start = new StartedFor("start.1", Now, "visit", Slots.Empty.With("name", Value.Of("Asha")), "hi", null);
        var idle = new Session { Id = "s1" };

        var turn = _machine.Advance(idle, start)!;
        (turn.Session.Top!.Slots.Find("name")!.Text, turn.Session.Language).Should().Be(("Asha", "hi"));
        var held = idle with { HeldUntil = Now.AddMinutes(1) };
        foreach (var session in new[] { turn.Session, idle with { WithHuman = true }, idle with { OptedOut = true }, held })
            _machine.Advance(session, start).Should().BeNull();
    }

    private Turn Turn(Session session, string text) => _machine.Advance(session, new HeardText($"m.{text}", Now, text))!;

    private static IEnumerable<string> NamesOf(KeptRow row) => row.Slots.Items.ToArray().Select(slot => slot.Key);
}

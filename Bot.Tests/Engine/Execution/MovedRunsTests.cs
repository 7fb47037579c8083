using Bot.Engine.Execution;
using Bot.Engine.Serialization;
using Bot.Engine.Sessions;
using Bot.Tests.Engine.Versions;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Execution;

/// <summary>A state or a flow gets another name while people stand in it, and its file says so.</summary>
public sealed class MovedRunsTests
{
    [Fact]
    public void A_person_on_a_state_with_another_name_answers_it_and_is_told_nothing()
    {
        var machine = new StateMachine(VersionedVisit.Flows(SessionFateTests.Town), new CaseVocabulary());

        var turn = VersionedVisit.Hear(machine, ReadAgain(VersionedVisit.Reached("Asha")), "Pune");

        turn.Replies.Should().BeEmpty();
        (turn.Call?.Operation, turn.Session.Top!.State).Should().Be(("bank.plans", "find"));
        turn.Session.Top.VisitedStates.Should().Equal("name", "town");
    }

    [Fact]
    public void A_person_in_a_flow_with_another_name_goes_on_in_it()
    {
        var machine = new StateMachine(VersionedVisit.Flows(VersionedVisit.First.With("flow: visit", "flow: call\nrenamed: [tour, visit]")), new CaseVocabulary());

        var turn = VersionedVisit.Hear(machine, ReadAgain(VersionedVisit.Reached("Asha")), "Pune");

        (turn.Session.Top!.Flow, turn.Session.Top.State).Should().Be(("call", "find"));
    }

    [Fact]
    public void Flows_that_tell_of_no_other_names_leave_the_very_same_session()
    {
        var session = VersionedVisit.Reached("Asha");

        MovedRuns.Follow(VersionedVisit.Flows(VersionedVisit.First), session).Should().BeSameAs(session);
        MovedRuns.Follow(VersionedVisit.Flows(SessionFateTests.Town), VersionedVisit.Reached()).Top!.State.Should().Be("name");
    }

    private static Session ReadAgain(Session session)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        SessionJson.Write(output, session);
        return SessionJson.Read(output.WrittenSpan);
    }
}

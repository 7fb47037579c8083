using Bot.Engine.Versions;

namespace Bot.Tests.Engine.Versions;

/// <summary>What becomes of people who are in the middle of a version when another is published.</summary>
public sealed class SessionFateTests
{
    private const string First = VersionedVisit.First;

    private static readonly string WithoutCity = First.With("  city: { ask: city, next: find }\n", "").With("next: city", "next: done").With("  find:\n    call: bank.plans\n    with: { city }\n    on: { found: done, none: city }\n", "").With("  city: text\n", "");

    private static readonly string Asking = First.With("next: city }", "next: email }").With("  city: text\n", "  city: text\n  email: email\n").With("  city: {", "  email: { ask: email, next: city }\n  city: {");

    [Fact]
    public void Who_stands_on_a_state_that_is_still_there_goes_on() =>
        Fate(First + "\n# changed", "Asha").Should().Be(new SessionFate(FateKind.GoesOn, "visit", "city"));

    [Fact]
    public void Who_stands_on_a_state_that_is_gone_is_asked_again_at_the_nearest_earlier_question() =>
        Fate(WithoutCity, "Asha").Should().Be(new SessionFate(FateKind.Parked, "visit", "name"));

    [Fact]
    public void Who_was_not_asked_what_the_new_version_asks_before_ends_on_the_old_one() =>
        Fate(Asking, "Asha").Should().Be(new SessionFate(FateKind.Lacking, Because: "email"));

    [Fact]
    public void Who_stands_before_what_is_new_goes_on() => Fate(Asking).Kind.Should().Be(FateKind.GoesOn);

    [Fact]
    public void Who_has_given_a_value_of_another_type_ends_on_the_old_one() =>
        Fate(First.With("name: personName", "name: text"), "Asha").Should().Be(new SessionFate(FateKind.Retyped, Because: "name"));

    [Fact]
    public void Who_waits_for_a_call_is_moved_when_it_is_back() => Fate(WithoutCity, "Asha", "Pune").Kind.Should().Be(FateKind.Waits);

    [Fact]
    public void Who_is_in_a_flow_that_is_gone_begins_again() =>
        Fate(First.With("flow: visit", "flow: call"), "Asha").Should().Be(new SessionFate(FateKind.BeginsAgain));

    [Fact]
    public void Who_is_in_a_flow_that_has_another_name_goes_on_in_it() =>
        Fate(First.With("flow: visit", "flow: call\nrenamed: visit"), "Asha").Should().Be(new SessionFate(FateKind.Moved, "call", "city"));

    [Fact]
    public void Who_is_in_a_drained_flow_ends_where_they_began() => SessionFate.Of(VersionedVisit.Version(1, First), VersionedVisit.Version(2, WithoutCity),
        flow => flow == "visit", VersionedVisit.Reached("Asha")).Kind.Should().Be(FateKind.Drained);

    [Fact]
    public void Who_is_in_the_middle_of_nothing_is_free() =>
        SessionFate.Of(VersionedVisit.Version(1, First), VersionedVisit.Version(2, WithoutCity), _ => true, new() { Id = "s" }).Kind.Should().Be(FateKind.Free);

    [Fact]
    public void Going_back_follows_the_new_names_to_the_old_ones()
    {
        var (old, later) = (VersionedVisit.Version(1, First), VersionedVisit.Version(2, Town));
        var there = SessionFate.Of(old, later, _ => false, VersionedVisit.Reached("Asha"));
        there.Should().Be(new SessionFate(FateKind.Moved, "visit", "town"));

        var moved = SessionFate.Named(old, later, VersionedVisit.Reached("Asha"));
        SessionFate.Of(later, old, _ => false, moved).Should().Be(new SessionFate(FateKind.Moved, "visit", "city"));
        SessionFate.Named(later, old, moved).Top!.State.Should().Be("city");
    }

    /// <summary>The question for the city has another name.</summary>
    internal static string Town => First.With("next: city }", "next: town }").With("  city: { ask: city,", "  town: { ask: city, slot: city,").With("none: city", "none: town")
        .With("start: name", "start: name\nmoved: { city: town }");

    private static SessionFate Fate(string becomes, params IReadOnlyList<string> said) =>
        SessionFate.Of(VersionedVisit.Version(1, First), VersionedVisit.Version(2, becomes), _ => false, VersionedVisit.Reached(said));
}

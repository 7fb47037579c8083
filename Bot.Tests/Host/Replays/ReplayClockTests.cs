using Bot.Engine.Conversations;
using Bot.Engine.Conversations.Outbox;
using Bot.Host.Replays;
using Bot.Tests.Support;

namespace Bot.Tests.Host.Replays;

/// <summary>When a scripted conversation begins, and how its clock moves.</summary>
public sealed class ReplayClockTests
{
    /// <summary>An even number; twice that is more than may leave at once.</summary>
    private const int Rounds = Pacing.Burst + 1;

    [Fact]
    public async Task Only_the_pace_of_sending_moves_the_clock_by_itself()
    {
        // Two replies each; in another order than five times the same.
        var script = string.Concat(Enumerable.Range(0, Rounds).Select(round => round % 2 == 0 ? "> status\n< How shall we*\n" : "> menu\n< Welcome!*\n"));

        (await PlayAsync(script + script)).Should().BeNull();
    }

    [Fact]
    public async Task A_reply_that_never_comes_is_not_waited_for() =>
        (await PlayAsync("> menu\n< Welcome!*\n< Welcome!*\n")).Should().Contain("and nothing came");

    [Theory]
    [InlineData("at 2020-02-29 23:50\n> menu\n< Welcome!*\nadvance 9m\n@ state menu/menu\nadvance 2m\n< *still there*")]
    [InlineData("> menu\n< Welcome!*\nat 2026-11-18 10:11\n< *still there*")]
    public async Task A_line_sets_the_clock_and_what_falls_due_happens(string script) => (await PlayAsync(script)).Should().BeNull();

    [Fact]
    public async Task Time_does_not_go_back() =>
        (await PlayAsync("> menu\n< Welcome!*\nat 2026-11-18 09:00\n")).Should().Contain("it is 2026-11-18 10:00 already, and time does not go back");

    [Theory]
    [InlineData("at 10:00")]
    [InlineData("at 2026-02-30 10:00")]
    [InlineData("at noon")]
    public void What_is_no_time_is_no_line(string line) => ReplayScript.Read("a.replay", line).Issues.Should().ContainSingle();

    private static async Task<string?> PlayAsync(string text)
    {
        var (script, issues) = ReplayScript.Read("a.replay", text);
        issues.Should().BeEmpty();
        return (await ReplayPlayer.PlayAsync(script, Repository.Flows, new Observers([])))?.ToString();
    }
}

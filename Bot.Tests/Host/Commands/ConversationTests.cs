using Bot.Host.Commands;
using Bot.Host.Replays;
using Bot.Storage;
using Bot.Storage.Sealing;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;

namespace Bot.Tests.Host.Commands;

/// <summary><c>conversation</c> and <c>stats</c>: what the turn log tells, from the command line.</summary>
public sealed class ConversationTests : CommandTests
{
    private const string Number = "919800000001";

    [Fact]
    public async Task Turns_are_listed_with_the_way_that_they_took_and_words_on_demand()
    {
        var id = await TalkAsync();

        (await RunAsync($"conversation show {id}")).Should().Be(ExitCodes.Ok);
        var listed = Output.ToString();
        listed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(2).And.OnlyContain(line => line.Contains("-->"));
        listed.Should().NotContain("Let's find").And.NotContain(Number);

        (await RunAsync($"conversation show {id} --personal")).Should().Be(ExitCodes.Ok);
        Output.ToString().Should().Contain("Let's find");
    }

    [Fact]
    public async Task A_turn_is_shown_as_the_conversation_stood_then()
    {
        var id = await TalkAsync();

        (await RunAsync($"conversation show {id} --turn 1")).Should().Be(ExitCodes.Ok);
        var first = Output.ToString();
        (await RunAsync($"conversation show {id} --turn 2")).Should().Be(ExitCodes.Ok);

        first.Should().Contain("turn         1 of 2").And.Contain("waits for    person");
        Output.ToString()[first.Length..].Should().Contain("turn         2 of 2").And.NotContain(Number);
    }

    [Theory]
    [InlineData("--turn 3", "There is no turn 3")]
    [InlineData("--turn 0", "counted from 1")]
    public async Task What_the_log_does_not_tell_is_said(string turn, string why)
    {
        var id = await TalkAsync();

        (await RunAsync($"conversation show {id} {turn}")).Should().Be(ExitCodes.CannotRun);

        Error.ToString().Should().Contain(why);
    }

    [Fact]
    public async Task Stepping_ends_where_the_reader_ends_it()
    {
        var id = await TalkAsync();

        (await RunAsync($"conversation step {id}", "q")).Should().Be(ExitCodes.Ok);

        Output.ToString().Should().Contain("turn         1 of 2").And.NotContain("turn         2 of 2");
    }

    [Fact]
    public async Task A_fork_goes_on_from_its_turn_in_a_sandbox_and_leaves_the_original_as_it_was()
    {
        var id = await TalkAsync();

        (await RunAsync($"conversation fork {id} --turn 1", "help\n")).Should().Be(ExitCodes.Ok);

        Output.ToString().Should().Contain("  @ ");
        await using var store = await DatabaseUrl.Parse(Database, "/").OpenAsync(new Secrets("stage").Sealer, TimeProvider.System);
        (await store.FindAsync(id, default))!.Version.Should().Be(2);
    }

    [Fact]
    public async Task Integrity_computes_a_sample_again_from_the_log()
    {
        await TalkAsync();

        (await RunAsync("integrity --turns 10")).Should().Be(ExitCodes.Ok);

        Output.ToString().Should().Contain("1 conversations were computed again from their turn log, 0 came out otherwise.");
    }

    [Fact]
    public async Task Figures_of_a_flow_are_told_with_a_bar_for_each_line()
    {
        await TalkAsync();

        (await RunAsync("stats loan-lead --days 36500")).Should().Be(ExitCodes.Ok);
        Output.ToString().Should().Contain("turns; versions: 1").And.Contain("answer").And.Contain("█");
        (await RunAsync("stats no-such-flow")).Should().Be(ExitCodes.CannotRun);
        Error.ToString().Should().Contain("No turn of 'no-such-flow'");
    }

    /// <summary>Two turns; the id of their session.</summary>
    private async Task<string> TalkAsync()
    {
        var (script, issues) = ReplayScript.Read("two-turns.replay", "> loan\n< *\n> 1\n< *\n");
        issues.Should().BeEmpty();
        (await ReplayPlayer.PlayAsync(script, Repository.Flows, new RecordingObserver(), (Database, new VirtualClock().GetUtcNow()))).Should().BeNull();
        await using var store = await DatabaseUrl.Parse(Database, "/").OpenAsync(new Secrets("stage").Sealer, TimeProvider.System);
        return (await store.ListAsync("", 10, default)).Single().SessionId;
    }

    private Task<int> RunAsync(string line, string said = "")
    {
        var configuration = HostComposition.Sandboxed(Folder, "x", null, ("SECRET_KEY", "stage"), ("DATABASE_URL", Database));
        return Bot.Host.Commands.CommandLine.RunAsync(line.Split(' '), () => configuration, new StringReader(said), Output, Error);
    }
}

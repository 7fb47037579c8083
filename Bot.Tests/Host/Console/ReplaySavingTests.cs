using Bot.Host.Console;
using Bot.Tests.Support;

namespace Bot.Tests.Host.Console;

/// <summary>What is saved of a conversation passes when it is played.</summary>
public sealed class ReplaySavingTests
{
    private static readonly ConsolePhone Phone = new("meta", "919800000077", "Asha");

    private static readonly DateTimeOffset At = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_conversation_that_comes_out_as_written_is_saved_whole()
    {
        var saved = await SaveAsync("> menu", "< Welcome!*", "> status", "< How shall we*");

        saved.Passes.Should().BeTrue(saved.Why);
        saved.Text.Should().EndWith("> status\n< How shall we*\n");
        saved.Why.Should().BeEmpty();
    }

    [Theory]
    [InlineData("> [Gone]")]
    [InlineData("[Gone] [Also gone]")]
    [InlineData("@ state menu/gone")]
    public async Task Where_it_goes_another_way_the_file_ends_before_that(string line)
    {
        var saved = await SaveAsync("> menu", "< Welcome!*", line, "> status", "< How shall we*");

        saved.Passes.Should().BeTrue(saved.Why);
        saved.Text.Should().EndWith("< Welcome!*\n# From here on it came out otherwise when it was played.\n< ...\n");
        saved.Why.Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_reply_that_was_not_written_down_ends_it_too()
    {
        var saved = await SaveAsync("> menu", "> status", "< How shall we*");

        saved.Passes.Should().BeTrue(saved.Why);
        saved.Text.Should().Contain("> menu\n# From here on");
    }

    private static Task<SavedReplay> SaveAsync(params string[] lines) =>
        ReplaySaving.SaveAsync(Phone, [new("channel meta"), new("as 919800000077"), .. lines.Select(line => new ScriptLine(line))], At, Repository.Flows);
}

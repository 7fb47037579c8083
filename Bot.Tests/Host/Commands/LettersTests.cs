using Bot.Engine.Abstractions;
using Bot.Host.Commands;
using Bot.Storage.Sealing;
using Bot.Storage.Sqlite;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;
using Microsoft.Extensions.Configuration;

namespace Bot.Tests.Host.Commands;

/// <summary><c>letters</c>: what was put aside, from the command line.</summary>
public sealed class LettersTests : CommandTests
{
    private const string Key = "a key of the letters' tests";

    [Fact]
    public async Task Letters_are_listed_newest_first_and_by_kind_with_numbers_masked()
    {
        await FillAsync();

        (await RunAsync("letters")).Should().Be(ExitCodes.Ok);
        Lines().Should().Equal(
            "2026-11-29T10:00:00Z  poison    poison.s-1.7  gupshup:XXXXXXXX3210  KeyNotFoundException",
            "2026-11-29T09:00:00Z  decision  decision.lead.1  -  Nobody can tell what became of [number].");

        (await RunAsync("letters --kind decision --personal")).Should().Be(ExitCodes.Ok);
        Lines().Should().Equal("2026-11-29T09:00:00Z  decision  decision.lead.1  -  Nobody can tell what became of 9876543210.");

        (await RunAsync("letters --limit 1")).Should().Be(ExitCodes.Ok);
        Lines().Should().HaveCount(2).And.HaveElementAt(1, "1 of 2 letters; --limit 2 lists them all.");
    }

    [Fact]
    public async Task One_letter_is_shown_opened_with_what_is_personal_on_demand_and_nothing_that_moves_a_terminal()
    {
        await FillAsync();

        (await RunAsync("letters poison.s-1.7")).Should().Be(ExitCodes.Ok);
        Text().Should().Contain("conversation  gupshup:XXXXXXXX3210").And.Contain("no agent [number]\\u001b[2J").And.Contain("\n     at Bot").And.NotContain("9876543210");

        (await RunAsync("letters poison.s-1.7 --personal")).Should().Be(ExitCodes.Ok);
        Text().Should().Contain("conversation  gupshup:919876543210").And.Contain("no agent 9876543210\\u001b[2J").And.NotContain("\u001b");
    }

    [Fact]
    public async Task What_is_not_there_is_told()
    {
        (await RunAsync("letters")).Should().Be(ExitCodes.CannotRun, "nothing was ever stored");
        File.Exists(Database).Should().BeFalse();
        await FillAsync();

        (await RunAsync("letters poison.s-2.1")).Should().Be(ExitCodes.CannotRun);
        Error.ToString().Should().Contain("no such letter");
        (await RunAsync("letters --kind poisoned")).Should().Be(ExitCodes.CannotRun);
        (await RunAsync("letters --kind human")).Should().Be(ExitCodes.Ok);
        Lines().Should().Equal("There are no letters.");
    }

    [Fact]
    public async Task A_letter_is_resolved_beside_a_host_and_told_as_such_afterwards()
    {
        await FillAsync();

        (await RunAsync("letters resolve poison.s-1.7")).Should().Be(ExitCodes.CannotRun);
        Error.ToString().Should().Contain("with a note");
        (await RunAsync("letters settle poison.s-1.7 --outcome done")).Should().Be(ExitCodes.CannotRun);
        (await RunAsync("letters resolve poison.s-1.7 --note Mended")).Should().Be(ExitCodes.Ok, Error.ToString());

        (await RunAsync("letters --kind poison")).Should().Be(ExitCodes.Ok);
        Lines().Should().Equal("There are no letters.");
        (await RunAsync("letters poison.s-1.7")).Should().Be(ExitCodes.Ok);
        Text().Should().MatchRegex("resolved +20.*by account:").And.MatchRegex("note +Mended");
        (await RunAsync("letters resolve poison.s-1.7 --note Again")).Should().Be(ExitCodes.CannotRun, "it is dealt with");
    }

    private async Task FillAsync()
    {
        await using var store = SqliteStore.Open(new() { Path = Database }, new Secrets(Key).Sealer, TimeProvider.System);
        var at = new DateTimeOffset(2026, 11, 29, 9, 0, 0, TimeSpan.Zero);
        await store.AddDeadLetterAsync(new("decision.lead.1", "", "decision", "Nobody can tell what became of 9876543210.", "intent 1", at), default);
        await store.AddDeadLetterAsync(
            new("poison.s-1.7", "gupshup:919876543210", "poison", "KeyNotFoundException", "KeyNotFoundException: no agent 9876543210\u001b[2J\n   at Bot", at.AddHours(1)), default);
    }

    private Task<int> RunAsync(string line)
    {
        Output.GetStringBuilder().Clear();
        return Bot.Host.Commands.CommandLine.RunAsync(line.Split(' '), Configuration, TextReader.Null, Output, Error);
    }

    private IConfiguration Configuration() =>
        HostComposition.Sandboxed(Folder, "x", null, ("SECRET_KEY", Key), ("DATABASE_URL", Database));

    private string Text() => Output.ToString().ReplaceLineEndings("\n");

    private string[] Lines() => Text().Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

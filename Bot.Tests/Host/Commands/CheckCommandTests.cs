using Bot.Host.Commands;
using Bot.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Bot.Tests.Host.Commands;

/// <summary>What <c>check</c> prints of the shipped flows and of faulty ones.</summary>
public sealed class CheckCommandTests : IDisposable
{
    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public async Task The_languages_are_told_in_percent()
    {
        (await CheckAsync(new(Repository.Flows, Languages: true))).Should().Be(ExitCodes.Ok);

        var table = _output.ToString().Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToList();
        table.Should().Contain("en hi mr").And.Contain("(shared) 100 % 100 % 100 %").And.Contain("loan-lead 100 % 100 % 100 %");
        table.Should().ContainSingle(line => line.StartsWith("fastag-assign 100 % 100 % (")).Which.Should().NotEndWith("(100 %)");
    }

    [Fact]
    public async Task A_flow_whose_partner_is_left_out_is_told()
    {
        var off = new Dictionary<string, string?> { ["Gateways:Off:0"] = "basic" };

        (await CheckAsync(new(Repository.Flows), off)).Should().Be(ExitCodes.Ok);

        _output.ToString().Should().Contain("warning: 'loan-lead' calls leads.create, and Basic Application is left out of this installation; the flow is kept out of the menu");
    }

    [Fact]
    public async Task Lines_of_replays_that_cannot_be_played_are_faults()
    {
        using var folder = new FlowsFolder(("menu/flow.yaml", "flow: menu\nstart: done\nstates:\n  done:\n    end:\n"), ("messages.en.yaml", File.ReadAllText(Path.Combine(Repository.Flows, "messages.en.yaml"))),
            ("menu/first.replay", "# A talk\n> hi\nwait 5m\n"), ("menu/empty.replay", "# Nothing\n"));

        (await CheckAsync(new(folder.Path))).Should().Be(ExitCodes.Findings);

        _output.ToString().Should().Contain("first.replay(3,1): 'wait 5m' is no line of a replay").And.Contain("empty.replay(1,1): nothing is said in this replay");
    }

    [Fact]
    public async Task A_folder_is_looked_at_again_when_a_file_has_changed()
    {
        using var folder = new FlowsFolder(("menu/flow.yaml", "flow: menu\n"));
        using var stop = new CancellationTokenSource();
        var (runs, output) = (0, TextWriter.Synchronized(_output));
        var watching = FolderWatch.RunAsync(folder.Path, () => Task.FromResult(Interlocked.Increment(ref runs)), output, stop.Token);
        await Eventually.Holds(() => Volatile.Read(ref runs) == 1);

        await File.WriteAllTextAsync(Path.Combine(folder.Path, "menu", "notes.txt"), "x");
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "menu", "flow.yaml"), "flow: other\n");
        await Eventually.Holds(() => Volatile.Read(ref runs) >= 2);
        await stop.CancelAsync();

        (await watching).Should().BeGreaterThanOrEqualTo(2, "the code is that of the last run");
        _output.ToString().Should().Contain("flow.yaml has changed.").And.NotContain("notes.txt");
    }

    private Task<int> CheckAsync(CheckRequest request, IReadOnlyDictionary<string, string?>? settings = null) =>
        CheckCommand.RunAsync(() => new ConfigurationBuilder().AddInMemoryCollection(settings ?? new Dictionary<string, string?>()).Build(), request, _output);
}

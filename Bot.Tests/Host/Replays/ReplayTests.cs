using System.Collections.Concurrent;
using Bot.Host.Commands;
using Bot.Host.Replays;
using Bot.Host.Wiring;
using Bot.Tests.Support;

namespace Bot.Tests.Host.Replays;

/// <summary>Every scripted conversation under flows/ comes out as it is written, and together they go every way there is.</summary>
public sealed class ReplayTests(ReplayTests.Run run) : IClassFixture<ReplayTests.Run>
{
    public static TheoryData<string> Files => [.. Run.AllFiles.Select(file => Path.GetRelativePath(Repository.Flows, file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_scripted_conversation_comes_out_as_written(string file) => run.FailureOf(file).Should().BeNull();

    [Fact]
    public async Task Every_state_transition_rejection_and_language_of_every_flow_is_visited()
    {
        var shelf = FlowCatalog.Load(Repository.Flows, await BotEngine.ContractsAsync(StageSettings.Of(Path.GetTempPath(), Repository.Flows, "tests")));

        shelf.Issues.Should().BeEmpty();
        run.Coverage.Of(shelf.Flows, shelf.Catalogue.Languages).SelectMany(flow => flow.Missing.Select(missing => $"{flow.Flow}: {missing}")).Should().BeEmpty();
    }

    /// <summary>Plays them all once, two at a time.</summary>
    public sealed class Run : IAsyncLifetime
    {
        private readonly ConcurrentDictionary<string, string?> _failures = new();

        public static IReadOnlyList<string> AllFiles { get; } = [.. Directory.EnumerateFiles(Repository.Flows, "*.replay", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

        internal ReplayCoverage Coverage { get; } = new();

        public string? FailureOf(string file) => _failures[Path.Combine(Repository.Flows, file)];

        public Task InitializeAsync() => Parallel.ForEachAsync(AllFiles, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (file, _) =>
            _failures[file] = await Replay.PlayAsync(file, Repository.Flows, Coverage));

        public Task DisposeAsync() => Task.CompletedTask;
    }
}

using System.Collections.Concurrent;
using Bot.Engine.Conversations;
using Bot.Engine.Loading;
using Bot.Gateways.Channels.BotFramework;
using Bot.Host.Commands;
using Bot.Host.Replays;
using Bot.Host.Wiring;
using Bot.Templates.Loading;
using Bot.Tests.Host.Rehearsals;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Replays;

/// <summary>Every scripted conversation under flows/ comes out as it is written, and together they go every way there is.</summary>
public sealed class ReplayTests(ReplayTests.Run run) : IClassFixture<ReplayTests.Run>
{
    public static TheoryData<string> Plays => [.. Run.All.Select(Run.NameOf)];

    [Theory]
    [MemberData(nameof(Plays))]
    public void A_scripted_conversation_comes_out_as_written(string play) => run.FailureOf(play).Should().BeNull();

    [Fact]
    public void Every_state_transition_rejection_and_language_of_every_flow_is_visited()
    {
        using var services = FlowTools.Open(Repository.Flows);
        var (library, languages) = (services.GetRequiredService<FlowLibrary>(), services.GetRequiredService<MessageCatalogue>().Languages);

        library.Issues.Should().BeEmpty();
        run.Coverage.Of(library.Flows, languages).SelectMany(flow => flow.Missing.Select(missing => $"{flow.Flow}: {missing}")).Should().BeEmpty();
    }

    /// <summary>Plays them all once, two at a time.</summary>
    public sealed class Run : IAsyncLifetime
    {
        private readonly ConcurrentDictionary<string, string?> _failures = new();

        internal static IReadOnlyList<ReplayPlay> All { get; } =
            ReplayPlay.Of(Directory.EnumerateFiles(Repository.Flows, "*.replay", SearchOption.AllDirectories).Order(StringComparer.Ordinal), Repository.Flows);

        private int _played;

        internal ReplayCoverage Coverage { get; } = new();

        /// <summary>The file below the flows folder, and the language where it is played in several.</summary>
        internal static string NameOf(ReplayPlay play) => (play with { File = Path.GetRelativePath(Repository.Flows, play.File) }).ToString();

        public string? FailureOf(string play) => _failures[play];

        public async Task InitializeAsync()
        {
            using var folder = new TemporaryFolder();
            await using var flows = FlowTools.Open(Repository.Flows);
            var catalog = flows.GetRequiredService<FlowCatalog>();
            await Parallel.ForEachAsync(All, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (play, _) =>
                _failures[NameOf(play)] = await PlayAsync(play, folder.Path, catalog));
        }

        public Task DisposeAsync() => Task.CompletedTask;

        /// <summary>Plays it, computes every session that it went through again from the turn log that it left, and rehearses that log: nothing
        /// differs.</summary>
        private async Task<string?> PlayAsync(ReplayPlay play, string folder, FlowCatalog catalog)
        {
            var (script, issues) = await play.ReadAsync();
            if (issues.Count > 0) return string.Join('\n', issues);

            var (notes, database) = (new SessionNotes(), Path.Combine(folder, $"{Interlocked.Increment(ref _played)}.db"));
            var failure = await ReplayPlayer.PlayAsync(
                script, Repository.Flows, new Observers([Coverage, notes]), (database, new VirtualClock().GetUtcNow()), play.Channel);
            return failure?.ToString() ?? await notes.CompareAsync(database, catalog) ?? await RehearsedReplays.CompareAsync(database, catalog);
        }
    }
}

/// <summary>The same conversations over the Bot Framework's activities, each in one language; a script that names its channel keeps it.</summary>
public sealed class BotFrameworkReplayTests(BotFrameworkReplayTests.Run run) : IClassFixture<BotFrameworkReplayTests.Run>
{
    public static TheoryData<string> Plays => [.. Run.All.Select(ReplayTests.Run.NameOf)];

    [Theory]
    [MemberData(nameof(Plays))]
    public void A_scripted_conversation_comes_out_as_written(string play) => run.FailureOf(play).Should().BeNull();

    public sealed class Run : IAsyncLifetime
    {
        private readonly ConcurrentDictionary<string, string?> _failures = new();

        internal static IReadOnlyList<ReplayPlay> All { get; } =
            [.. ReplayTests.Run.All.DistinctBy(play => play.File).Select(play => play with { Channel = BotFrameworkGateway.Definition.Name })];

        public string? FailureOf(string play) => _failures[play];

        public Task InitializeAsync() => Parallel.ForEachAsync(All, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (play, _) =>
            _failures[ReplayTests.Run.NameOf(play)] = await ReplayCommand.PlayAsync(play, Repository.Flows, new ReplayCoverage()));

        public Task DisposeAsync() => Task.CompletedTask;
    }
}

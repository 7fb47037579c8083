using Bot.Engine.Abstractions;
using System.Text.RegularExpressions;
using Bot.Engine.Sessions;
using Bot.Host.Commands;
using Bot.Host.Replays;
using Bot.Storage;
using Bot.Host.Settings;
using Bot.Tests.Support.Hosts;
using Bot.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Bot.Tests.Host.Commands;

/// <summary><c>check --against</c>: what an edited flow would do to the people who are in it.</summary>
public sealed class CheckAgainstTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();

    public void Dispose()
    {
        _output.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Live_sessions_on_a_state_that_is_gone_are_counted_with_where_they_would_go_on()
    {
        await TalkAsync("919812345601", "FASTag");
        await TalkAsync("919812345602", "FASTag");
        await TalkAsync("919812345603");

        (await CheckAsync(Repository.Flows)).Should().Be(ExitCodes.Ok);
        _output.ToString().Should().Contain("0 of 3 live sessions would be stranded.");

        (await CheckAsync(Renamed("agent-login", "agentMobile", "mobileOfAgent"))).Should().Be(ExitCodes.Findings);
        _output.ToString().Should().Contain("agent-login/agentMobile: 2 sessions, which would go on at mobileOfAgent").And.Contain("2 of 3 live sessions would be stranded.");
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_told()
    {
        var check = () => CheckAsync(Repository.Flows);

        (await check.Should().ThrowAsync<StoreUnavailableException>()).Which.Message.Should().Be($"There is no database at {Database}.");
        File.Exists(Database).Should().BeFalse();
    }

    private string Database => Path.Combine(_folder.Path, "bot.db");

    private Task<int> CheckAsync(string flows) =>
        CheckCommand.RunAsync(() => Configuration, new(flows, Database), _output);

    private IConfiguration Configuration => HostComposition.Sandboxed(_folder.Path, "secret", HostComposition.NoSandbox);

    /// <summary>The product's flows, with one state of one flow under another name.</summary>
    private string Renamed(string flow, string state, string name)
    {
        var copy = Path.Combine(_folder.Path, "edited");
        Repository.CopyFlows(copy);
        // They name the state as it was.
        foreach (var script in Directory.EnumerateFiles(copy, "*.replay", SearchOption.AllDirectories)) File.Delete(script);
        var yaml = Path.Combine(copy, flow, "flow.yaml");
        var text = Regex.Replace(File.ReadAllText(yaml), $@"\b(start|next|then|to): {state}\b", way => $"{way.Groups[1].Value}: {name}");
        File.WriteAllText(yaml, text.Replace($"  {state}:\n    ask", $"  {name}:\n    slot: {state}\n    ask", StringComparison.Ordinal));
        return copy;
    }

    private async Task TalkAsync(string number, params string[] words)
    {
        await using var bot = await HostComposition.BotAsync(Configuration);
        foreach (var (word, i) in words.Prepend("hi").Select((word, i) => (word, i)))
            await bot.Runner.RunAsync($"meta:{number}", new("meta", number, "Test", DateTimeOffset.UnixEpoch), new HeardText($"{number}.{i}", DateTimeOffset.UnixEpoch, word), default);
    }
}

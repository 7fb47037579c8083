using Bot.Engine.Loading;
using Bot.Host.Commands;
using Bot.Host.Replays;
using Bot.Host.Wiring;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Examples;

/// <summary>The example of a product that is files alone.</summary>
public sealed class TyreServiceTests : IDisposable
{
    private readonly ExampleFlows _flows = new("tyre-service");

    public static TheoryData<string> Scripts =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "examples", "tyre-service"), "*.replay").Select(file => Path.GetFileName(file)!).Order()];

    public void Dispose() => _flows.Dispose();

    [Fact]
    public async Task It_is_sound_and_says_who_plays_the_hosts_that_are_not_allowed()
    {
        await using var tools = FlowTools.Open(_flows.Path);
        var library = tools.GetRequiredService<FlowLibrary>();

        library.Errors.Should().BeEmpty();
        library.Issues.Where(issue => issue.File.Contains("tyre-service", StringComparison.Ordinal)).Select(issue => issue.Problem).Distinct()
            .Should().BeEquivalentTo("the host 'api.workshop.example' is not allowed", "the host 'hooks.crm.example' is not allowed", "the secret 'FLOW_WORKSHOP_KEY' is not set");
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Its_scripted_conversations_come_out_in_every_language(string script)
    {
        foreach (var play in ReplayPlay.Of([Path.Combine(_flows.Folder, script)], _flows.Path))
            (await ReplayCommand.PlayAsync(play, _flows.Path, new Bot.Engine.Conversations.Observers([]))).Should().BeNull(play.ToString());
    }

    [Fact]
    public void Its_words_are_there_in_three_languages() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "examples", "tyre-service"), "messages.*").Select(Path.GetFileName)
            .Should().BeEquivalentTo("messages.en.yaml", "messages.hi.yaml", "messages.mr.yaml");
}

using Bot.Host.Commands;
using Bot.Host.Settings;

namespace Bot.Tests.Host.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly List<object> _asked = [];
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("serve")]
    public async Task Without_a_command_it_serves(string line)
    {
        (await RunAsync(line)).Should().Be(ExitCodes.Ok);

        _asked.Should().Equal(new ServeRequest());
    }

    [Fact]
    public async Task Arguments_reach_their_command()
    {
        await RunAsync("chat --as 9876500002");
        await RunAsync("check flows");
        await RunAsync("check flows --against data/bot.db");
        await RunAsync("replay a.replay b.replay --coverage");
        await RunAsync("graph menu");

        _asked[0].Should().Be(new ChatRequest("9876500002", null));
        _asked[1].Should().BeOfType<CheckRequest>().Which.Folder!.Name.Should().Be("flows");
        _asked[2].Should().BeOfType<CheckRequest>().Which.Against.Should().Be("data/bot.db");
        _asked[3].Should().BeEquivalentTo(new ReplayRequest(["a.replay", "b.replay"], true));
        _asked[4].Should().Be(new GraphRequest("menu"));
    }

    [Fact]
    public async Task The_exit_code_is_the_handlers()
    {
        (await RunAsync("check", ExitCodes.Findings)).Should().Be(1);
    }

    [Theory]
    [InlineData("sreve")]
    [InlineData("graph")]
    [InlineData("serve --loud")]
    public async Task Wrong_usage_is_two_and_runs_nothing(string line)
    {
        (await RunAsync(line)).Should().Be(ExitCodes.CannotRun);

        _asked.Should().BeEmpty();
        _error.ToString().Should().Contain("--help");
    }

    [Fact]
    public async Task Settings_that_cannot_be_used_are_two_and_told()
    {
        var code = await Bot.Host.Commands.CommandLine.RunAsync(["serve"], Handlers(0) with { Serve = (_, _) => throw new SettingsException([], ["SECRET_KEY"], "Production") }, _output, _error);

        code.Should().Be(ExitCodes.CannotRun);
        _error.ToString().Should().Contain("SECRET_KEY");
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("chat")]
    [InlineData("check")]
    [InlineData("replay")]
    [InlineData("graph")]
    [InlineData("backup")]
    [InlineData("healthcheck")]
    public async Task Every_command_helps_with_an_example(string command)
    {
        (await RunAsync($"{command} --help")).Should().Be(ExitCodes.Ok);

        _output.ToString().Should().Contain("Example").And.Contain($"Bot.Host {command}");
        _asked.Should().BeEmpty();
    }

    [Fact]
    public async Task A_command_without_a_handler_is_not_offered()
    {
        var code = await Bot.Host.Commands.CommandLine.RunAsync(["chat"], Handlers(0) with { Chat = null }, _output, _error);

        code.Should().Be(ExitCodes.CannotRun);
    }

    private Task<int> RunAsync(string line, int code = 0) =>
        Bot.Host.Commands.CommandLine.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), Handlers(code), _output, _error);

    private CommandHandlers Handlers(int code) => new()
    {
        Serve = (request, _) => Take(request, code),
        Chat = (request, _) => Take(request, code),
        Check = (request, _) => Take(request, code),
        Replay = (request, _) => Take(request, code),
        Graph = (request, _) => Take(request, code),
        Backup = (request, _) => Take(request, code),
        HealthCheck = (request, _) => Take(request, code),
    };

    private Task<int> Take(object request, int code)
    {
        _asked.Add(request);
        return Task.FromResult(code);
    }
}

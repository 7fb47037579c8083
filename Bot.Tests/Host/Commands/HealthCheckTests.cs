using Bot.Host.Api.Health;
using Bot.Host.Commands;
using Bot.Host.Settings;

namespace Bot.Tests.Host.Commands;

public sealed class HealthCheckTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task A_host_that_runs_is_healthy_and_one_that_stopped_is_not()
    {
        await using var host = await HostOnPort.StartAsync(services => services.AddHealth(), app => app.MapHealth());
        var listen = new ListenAddress("0.0.0.0", host.Client.BaseAddress!.Port);

        (await HealthCheckCommand.RunAsync(listen, _output, _error, default)).Should().Be(ExitCodes.Ok);
        await host.StopAsync();
        (await HealthCheckCommand.RunAsync(listen, _output, _error, default)).Should().Be(ExitCodes.Findings);

        _error.ToString().Should().Contain("does not answer");
    }
}

using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;

namespace Bot.Tests.Host.Commands;

public sealed class ProgramTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Started_without_settings_and_environment_it_lists_what_is_missing_and_exits_with_two()
    {
        var (code, error) = await RunAsync();

        code.Should().Be(2);
        error.Should().Contain("missing in Production").And.Contain("SECRET_KEY").And.Contain("GUPSHUP_API_KEY").And.Contain("SHAURYAPAY_API_KEY");
        error.Should().NotContain("   at ", "a person reads this, not a debugger");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_and_exits_with_two()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;

        var (code, error) = await RunAsync(("ASPNETCORE_ENVIRONMENT", "Development"), ("HOST", "127.0.0.1"), ("PORT", $"{port}"));

        code.Should().Be(2);
        error.Should().Contain($"127.0.0.1:{port}").And.Contain("PORT");
    }

    [Fact]
    public async Task An_address_that_is_none_of_this_machine_is_told_and_exits_with_two()
    {
        var (code, error) = await RunAsync(("ASPNETCORE_ENVIRONMENT", "Development"), ("HOST", "203.0.113.7"), ("PORT", "5000"));

        code.Should().Be(2);
        error.Should().Contain("203.0.113.7:5000 cannot be listened on").And.Contain("HOST").And.NotContain("   at ");
    }

    private Task<(int Code, string Error)> RunAsync(params (string Name, string Value)[] settings) =>
        HostProcess.RunAsync(_folder.Path, settings.ToDictionary(setting => setting.Name, setting => setting.Value));
}

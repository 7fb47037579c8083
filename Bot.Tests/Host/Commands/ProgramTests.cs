using System.Diagnostics;

namespace Bot.Tests.Host.Commands;

public sealed class ProgramTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bot-program").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public async Task Started_without_settings_and_environment_it_lists_what_is_missing_and_exits_with_two()
    {
        var (code, error) = await RunAsync([]);

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

        var (code, error) = await RunAsync([("ASPNETCORE_ENVIRONMENT", "Development"), ("HOST", "127.0.0.1"), ("PORT", $"{port}")]);

        code.Should().Be(2);
        error.Should().Contain($"127.0.0.1:{port}").And.Contain("PORT");
    }

    private async Task<(int Code, string Error)> RunAsync((string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Bot.Host.dll")])
        {
            WorkingDirectory = _folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        var kept = new[] { "PATH", "HOME", "DOTNET_ROOT", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT" }
            .Select(name => (Name: name, Value: Environment.GetEnvironmentVariable(name)))
            .Where(variable => variable.Value is not null).ToList();
        start.Environment.Clear();
        foreach (var (name, value) in kept)
            start.Environment[name] = value;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await error);
    }
}

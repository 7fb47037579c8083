using Bot.Host;
using Bot.Host.Observability;
using Bot.Host.Settings;
using Bot.Tests.Host.Settings;
using Microsoft.Extensions.Logging;

namespace Bot.Tests.Host.Observability;

public sealed class LogSetupTests
{
    [Theory]
    [InlineData("Microsoft.AspNetCore.Hosting.Diagnostics", false)]
    [InlineData("Microsoft.Hosting.Lifetime", true)]
    public async Task A_request_opens_no_scope_of_the_frameworks_around_every_line(string category, bool heard)
    {
        using var bench = new SettingsBench();
        var builder = ServerSetup.CreateBuilder(bench.Configuration);
        builder.AddLogs(bench.Configuration);
        await using var app = builder.Build();

        ((ILoggerFactory)app.Services.GetService(typeof(ILoggerFactory))!).CreateLogger(category).IsEnabled(LogLevel.Critical).Should().Be(heard);
    }
}

using System.Net;
using Bot.Engine.Abstractions;
using Bot.Host.Api.Health;
using Bot.Products.OneTimeCodes;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Tests.Host.Api;

public sealed class HealthTests
{
    [Theory]
    [InlineData("/health")]
    [InlineData("/api_v1/health")]
    public async Task A_host_that_lives_says_so_even_without_a_database(string path)
    {
        await using var host = await HostOnPort.StartAsync(services => services.AddHealth(), app => app.MapHealth());

        (await host.Client.GetStringAsync(path)).Should().MatchRegex("""^\{"status":"healthy","timestamp":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"\}$""");
    }

    [Theory]
    [InlineData(true, 0, HttpStatusCode.OK)]
    [InlineData(true, 14, HttpStatusCode.OK)]
    [InlineData(true, 16, HttpStatusCode.ServiceUnavailable)]
    [InlineData(false, 0, HttpStatusCode.ServiceUnavailable)]
    public async Task Readiness_follows_the_database_and_the_age_of_the_outbox(bool writable, int minutes, HttpStatusCode expected)
    {
        await using var host = await StartAsync(now => new(writable, 3, now.AddMinutes(-minutes), 1));

        using var response = await host.Client.GetAsync("/health/ready");

        response.StatusCode.Should().Be(expected);
        (await response.Content.ReadAsStringAsync()).Should().Contain("\"pending\":3").And.Contain($"\"oldest_seconds\":{minutes * 60}");
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_down()
    {
        await using var host = await StartAsync(_ => throw new IOException("gone"));

        using var response = await host.Client.GetAsync("/health/ready");

        response.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await response.Content.ReadAsStringAsync()).Should().Contain("\"database\":\"down\"").And.NotContain("gone");
    }

    [Fact]
    public async Task A_channel_whose_codes_of_the_day_run_out_is_told_before_they_do()
    {
        var clock = new ManualClock();
        CodeBudget Of(string channel) => new(channel, 10, new MemoryRecords(clock), clock, NullLogger.Instance, () => false);
        var budgets = new CodeBudgets(Of("sms"), Of("whatsapp"));
        await using var host = await HostOnPort.StartAsync(
            services => services.AddSingleton<IConversationStore>(new FakeStore(now => new(true, 0, now, 0))).AddSingleton(budgets).AddHealth(),
            app => app.MapHealth());
        for (var sent = 0; sent < 7; sent++) await budgets.Sms.TakeAsync(count: true, default);
        (await host.Client.GetStringAsync("/health/ready")).Should().Contain("\"ready\"").And.NotContain("otp_day_limit");

        await budgets.Sms.TakeAsync(count: true, default);

        (await host.Client.GetStringAsync("/health/ready")).Should().Contain("\"status\":\"degraded\"").And.Contain("\"otp_day_limit\":{\"sms\":{\"sent\":8,\"limit\":10}}");
    }

    private static Task<HostOnPort> StartAsync(Func<DateTimeOffset, StoreHealth> health) => HostOnPort.StartAsync(
        services => services.AddSingleton<IConversationStore>(new FakeStore(health)).AddHealth(), app => app.MapHealth());
}

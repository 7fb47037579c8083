using Bot.Storage.Abstractions;
using Bot.Tests.Support.Hosts;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Api.BackOffice;

/// <summary><c>/statistics</c>: figures of flows.</summary>
public sealed class StatisticsTests(SandboxedHost sandboxed) : IClassFixture<SandboxedHost>
{
    [Fact]
    public async Task A_turn_is_told_under_its_flow_state_trigger_language_and_day()
    {
        (await sandboxed.Host.DeliverAsync("919812300051", "wamid.S1", "loan")).Should().Be(200);
        (await sandboxed.Host.Services.GetRequiredService<IStore>().CountTurnsAsync(1000, default)).Should().BeTrue();

        var (status, body) = await sandboxed.Host.GetAsync("/statistics/flows/loan-lead");

        status.Should().Be(200);
        var data = body.GetProperty("data");
        data.GetProperty("turns").GetInt64().Should().BePositive();
        var line = data.GetProperty("items")[0];
        line.GetProperty("flow_version").GetString().Should().NotBeEmpty();
        line.GetProperty("day").GetString().Should().MatchRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
        line.GetProperty("language").GetString().Should().Be("en");
    }

    [Fact]
    public async Task A_flow_that_never_was_is_not_found() => (await sandboxed.Host.GetAsync("/statistics/flows/no-such-flow")).Status.Should().Be(404);
}

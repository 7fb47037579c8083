using Bot.Engine.Abstractions;
using Bot.Host.Api.Homi;
using Bot.Products.OneTimeCodes;
using Bot.Tests.Support;

namespace Bot.Tests.Host.Api;

public sealed class SendPermitsTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task While_the_database_is_away_this_host_counts_its_callers_alone()
    {
        var records = new MemoryRecords(_clock) { Before = _ => throw new StoreUnavailableException("away") };
        var options = new HomiOptions { ClientLimit = 2, Code = new("code"), Created = new("created"), Status = new("status"), Leads = new() { Owner = "host-1" } };
        using var permits = new SendPermits(options, new CallerLimits(records, new TestSecrets(), _clock), _clock);

        for (var sent = 0; sent < 2; sent++) (await permits.TakeAsync("crm", default)).Should().BeNull();
        (await permits.TakeAsync("crm", default)).Should().Be(TimeSpan.FromMinutes(1));
        (await permits.TakeAsync("web", default)).Should().BeNull();
        _clock.Advance(TimeSpan.FromMinutes(1));
        (await permits.TakeAsync("crm", default)).Should().BeNull();
    }
}

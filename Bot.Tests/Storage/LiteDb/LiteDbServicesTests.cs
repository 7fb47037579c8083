using Bot.Engine.Abstractions;
using Bot.Storage.Abstractions;
using Bot.Storage.LiteDb;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bot.Tests.Storage.LiteDb;

public sealed class LiteDbServicesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Opening_releases_what_a_dead_process_had_begun()
    {
        await using (var dead = Provider())
        {
            await dead.GetRequiredService<IStoreOpener>().OpenAsync(default);
            var entry = new OutboxEntry("meta:1", new("meta", "1", "", _clock.Now), [new("a", new TextMessage("hello"))], _clock.Now);
            await dead.GetRequiredService<IConversationStore>().PostAsync(entry, "dead", TimeSpan.FromHours(1), default);
        }

        await using var next = Provider();
        var opener = next.GetRequiredService<IStoreOpener>();
        await Task.WhenAll(opener.OpenAsync(default), opener.OpenAsync(default));

        var row = (await next.GetRequiredService<IConversationStore>().ClaimAsync("next", _clock.Now, TimeSpan.FromMinutes(1), 10, default)).Should()
            .ContainSingle().Which;
        (row.Id, row.Recovering).Should().Be(("a", true));
    }

    [Fact]
    public void All_faults_of_the_options_come_at_once()
    {
        using var provider = new ServiceCollection()
            .AddLiteDbStore(options => (options.Path, options.Readers, options.PassLimit) = (" ", 0, 0))
            .BuildServiceProvider();

        FluentActions.Invoking(() => provider.GetRequiredService<IOptions<LiteDbOptions>>().Value).Should().Throw<OptionsValidationException>()
            .Which.Failures.Should().HaveCount(3).And.Contain(fault => fault.StartsWith("DATABASE_URL: ", StringComparison.Ordinal));
    }

    private ServiceProvider Provider() =>
        StoreContainer.With(_clock).AddLiteDbStore(options => options.Path = Path.Combine(_folder.Path, "data", "bot.db")).BuildServiceProvider();
}

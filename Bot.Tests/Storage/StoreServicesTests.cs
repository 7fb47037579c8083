using Bot.Engine.Abstractions;
using Bot.Storage.Abstractions;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Storage;

/// <summary>What holds of every store that lies in a file, as a container makes it.</summary>
public abstract class StoreServicesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private protected ManualClock Clock { get; } = new();

    private protected string Folder => _folder.Path;

    private protected string File => Path.Combine(Folder, "data", "bot.db");

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Opening_releases_what_a_dead_process_had_begun()
    {
        await using (var dead = Provider())
        {
            await dead.GetRequiredService<IStoreOpener>().OpenAsync(default);
            var entry = new OutboxEntry("meta:1", new("meta", "1", "", Clock.Now), [new("a", new TextMessage("hello"))], Clock.Now);
            await dead.GetRequiredService<IConversationStore>().PostAsync(entry, "dead", TimeSpan.FromHours(1), default);
        }

        await using var next = Provider();
        var opener = next.GetRequiredService<IStoreOpener>();
        await Task.WhenAll(opener.OpenAsync(default), opener.OpenAsync(default));

        var row = (await next.GetRequiredService<IConversationStore>().ClaimAsync("next", Clock.Now, TimeSpan.FromMinutes(1), 10, default)).Should()
            .ContainSingle().Which;
        (row.Id, row.Recovering).Should().Be(("a", true));
        await opener.OpenAsync(default);
        (await next.GetRequiredService<IConversationStore>().ClaimAsync("other", Clock.Now, TimeSpan.FromMinutes(1), 10, default)).Should().BeEmpty("a second opening takes no lease from the pump");
    }

    /// <summary>A container with the store in <see cref="File"/>.</summary>
    private protected abstract ServiceProvider Provider();
}

using Bot.Engine.Abstractions;
using Bot.Storage;
using Bot.Storage.Abstractions;
using Bot.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Bot.Tests.Storage.Sqlite;

public sealed class SqliteServicesTests : StoreServicesTests
{
    [Fact]
    public async Task One_store_stands_behind_every_port_and_outlives_its_container_on_disk()
    {
        await using (var provider = Provider())
        {
            var store = provider.GetRequiredService<IStore>();
            object[] ports =
            [
                provider.GetRequiredService<IConversationStore>(), provider.GetRequiredService<IConversationLists>(),
                provider.GetRequiredService<IConversationInspector>(),
                provider.GetRequiredService<IRecordStore>(), provider.GetRequiredService<IRecordLists>(),
            ];
            ports.Should().OnlyContain(port => ReferenceEquals(port, store));
            (await store.ChangeAsync([new("note", "1", 0, "kept")], default)).Should().BeTrue();
        }

        await using var again = Provider();
        (await again.GetRequiredService<IRecordStore>().FindAsync("note", "1", default))!.Body.Should().Be("kept");
    }

    [Fact]
    public async Task A_host_opens_the_store_before_its_workers_start()
    {
        await using var provider = Provider();
        var opening = provider.GetServices<IHostedService>().OfType<IHostedLifecycleService>().Single();

        await opening.StartingAsync(default);

        System.IO.File.Exists(File).Should().BeTrue();
    }

    [Fact]
    public async Task Another_key_stops_the_opening_with_a_sentence()
    {
        await using (var provider = Provider()) await provider.GetRequiredService<IStoreOpener>().OpenAsync(default);

        await using var other = StoreContainer.With(Clock, "another secret of the tests").AddStore(DatabaseUrl.Parse(File, "/"), Folder).BuildServiceProvider();
        await FluentActions.Awaiting(() => other.GetRequiredService<IStoreOpener>().OpenAsync(default)).Should().ThrowAsync<StoreUnavailableException>()
            .WithMessage("*another SECRET_KEY*");
    }

    [Fact]
    public void All_faults_of_the_options_come_at_once()
    {
        using var provider = new ServiceCollection().AddSqliteStore(options => (options.Path, options.Readers, options.SizeLimit) = (" ", 0, -1))
            .BuildServiceProvider();

        FluentActions.Invoking(() => provider.GetRequiredService<IOptions<SqliteOptions>>().Value).Should().Throw<OptionsValidationException>()
            .Which.Failures.Should().HaveCount(3).And.Contain(fault => fault.StartsWith("DATABASE_URL: ", StringComparison.Ordinal));
    }

    private protected override ServiceProvider Provider() => StoreContainer.With(Clock).AddSqliteStore(options => options.Path = File).BuildServiceProvider();
}

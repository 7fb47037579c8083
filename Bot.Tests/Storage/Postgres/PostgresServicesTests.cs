using Bot.Engine.Abstractions;
using Bot.Storage;
using Bot.Storage.Abstractions;
using Bot.Storage.Postgres;
using Bot.Storage.Spool;
using Bot.Tests.Storage.Spool;
using Bot.Tests.Support;
using Bot.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bot.Tests.Storage.Postgres;

/// <summary>The PostgreSQL store as a container registers it, with its local fallback.</summary>
[Collection(StoppedPostgres.Name)]
public sealed class PostgresServicesTests(PostgresServer server) : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [PostgresFact]
    public async Task One_store_stands_behind_every_port()
    {
        await using var provider = Provider(await server.CreateDatabaseAsync());
        await provider.GetRequiredService<IStoreOpener>().OpenAsync(default);

        var store = provider.GetRequiredService<IStore>();
        (await store.ChangeAsync([new("note", "1", 0, "kept")], default)).Should().BeTrue();
        (await provider.GetRequiredService<IRecordStore>().FindAsync("note", "1", default))!.Body.Should().Be("kept");
        provider.GetRequiredService<IConversationLists>().Should().BeSameAs(store);
        provider.GetRequiredService<IStoreFallback>().IsAway.Should().BeFalse();
    }

    [PostgresFact]
    public async Task A_host_starts_without_its_database_and_brings_what_it_kept_when_that_is_there()
    {
        var url = await server.CreateDatabaseAsync();
        var sync = new CountingSync();
        await using var provider = Provider(url, sync);
        var fallback = provider.GetRequiredService<LocalFallback>();
        var status = new StatusChanged("meta", _clock.Now, "provider-1", "", "", DeliveryStatus.Delivered, null);

        await server.StopAsync();
        try
        {
            await provider.GetRequiredService<IStoreOpener>().OpenAsync(default);
            await fallback.ApplyStatusesAsync([status], default);

            (fallback.IsAway, fallback.Status.Events).Should().Be((true, 1));
            (await fallback.HealthAsync(_clock.Now, default)).Writable.Should().BeTrue();
            await FluentActions.Awaiting(() => provider.GetRequiredService<IRecordStore>().FindAsync("note", "1", default)).Should().ThrowAsync<StoreUnavailableException>();
            (await fallback.Records.ChangeAsync([new("note", "here", 0, "kept")], default)).Should().BeTrue();
        }
        finally
        {
            await server.StartAsync();
        }

        (await provider.GetRequiredService<SpoolDrainer>().TryAsync(default)).Should().BeTrue();
        (fallback.IsAway, fallback.Status.Events, sync.Runs).Should().Be((false, 0, 1));
        (await provider.GetRequiredService<IRecordStore>().FindAsync("note", "1", default)).Should().BeNull();
    }

    [PostgresFact]
    public async Task A_database_that_refuses_us_stops_the_opening()
    {
        var url = await server.CreateDatabaseAsync();
        await using var provider = Provider($"{url[..url.LastIndexOf('/')]}/no_such_database");

        await FluentActions.Awaiting(() => provider.GetRequiredService<IStoreOpener>().OpenAsync(default)).Should().ThrowAsync<StoreUnavailableException>().WithMessage("*knows no database*");
    }

    [Fact]
    public void All_faults_of_the_options_come_at_once_and_tell_no_password()
    {
        using var provider = new ServiceCollection().AddPostgresStore(options => (options.Url, options.SpoolFolder, options.SpoolSizeLimit) = ("postgresql://u:s3cret@h:port/d", "", 1)).BuildServiceProvider();

        FluentActions.Invoking(() => provider.GetRequiredService<IOptions<PostgresOptions>>().Value).Should().Throw<OptionsValidationException>()
            .Which.Failures.Should().HaveCount(3).And.Contain(fault => fault.StartsWith("DATABASE_URL: port is no port", StringComparison.Ordinal)).And.NotContain(fault => fault.Contains("s3cret"));
    }

    private ServiceProvider Provider(string url, IFallbackSync? sync = null)
    {
        var services = StoreContainer.With(_clock).WithEngine().AddStore(DatabaseUrl.Parse(url, _folder.Path), _folder.Path);
        return (sync is null ? services : services.AddSingleton(sync)).BuildServiceProvider();
    }

    private sealed class CountingSync : IFallbackSync
    {
        public int Runs { get; private set; }

        public Task<bool> SyncAsync(CancellationToken cancel)
        {
            Runs++;
            return Task.FromResult(true);
        }
    }
}

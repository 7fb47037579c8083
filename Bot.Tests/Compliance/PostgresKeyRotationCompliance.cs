using Bot.Engine.Abstractions;
using Bot.Storage;
using Bot.Storage.Abstractions;
using Bot.Storage.Postgres;
using Bot.Storage.Sealing;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Compliance;

[OnPostgres]
[Collection(PostgresTests.Name)]
public sealed class PostgresKeyRotationCompliance(PostgresServer server, PostgresDatabase database) : KeyRotationCompliance, IClassFixture<PostgresDatabase>
{
    private string? _url;

    [PostgresFact]
    public async Task To_look_whether_it_is_sound_changes_nothing()
    {
        await using (await OpenAsync(new Secrets(Old).Sealer)) { }

        (await DatabaseUrl.Parse(_url!, "/").IntegrityCheckAsync(new Secrets($"{New},{Old}").Sealer, Clock, default)).Should().BeEmpty();

        await using var host = await OpenAsync(new Secrets(Old).Sealer);
    }

    [PostgresFact]
    public async Task A_database_without_tables_is_told_to_hold_nothing()
    {
        var address = DatabaseUrl.Parse(await database.EmptyAsync(server), "/");

        await FluentActions.Awaiting(() => address.IntegrityCheckAsync(new Secrets(Old).Sealer, Clock, default))
            .Should().ThrowAsync<StoreUnavailableException>().WithMessage("*nothing was ever stored*");
    }

    internal override async Task<IStore> OpenAsync(Sealer sealer)
    {
        _url ??= await database.EmptyAsync(server);
        return await PostgresStore.OpenAsync(PostgresServer.Options(_url), sealer, Clock);
    }
}

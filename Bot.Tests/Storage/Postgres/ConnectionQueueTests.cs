using Bot.Engine.Abstractions;
using Bot.Storage.Postgres;
using Bot.Storage.Sql;
using Bot.Tests.Support.Postgres;
using Npgsql;

namespace Bot.Tests.Storage.Postgres;

/// <summary>More callers than connections: they queue while the database answers, and are told when it does not.</summary>
[Collection(PostgresTests.Name)]
public sealed class ConnectionQueueTests(PostgresServer server, PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [PostgresFact]
    public async Task A_crowd_waits_longer_than_for_one_connection_while_the_database_answers()
    {
        await using var link = await LinkAsync(commandTimeout: 5);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SleepAsync(link, 400)));

        answers.Should().HaveCount(4);
    }

    [PostgresFact]
    public async Task A_database_that_answers_no_one_is_told_of_after_the_wait_for_one_connection()
    {
        await using var link = await LinkAsync(commandTimeout: 2);

        var faults = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ =>
            FluentActions.Awaiting(() => SleepAsync(link, 5000)).Should().ThrowAsync<StoreUnavailableException>()));

        faults.Should().OnlyContain(fault => fault.Which.IsTransient);
    }

    private static Task<List<long>> SleepAsync(PostgresLink link, int milliseconds) =>
        link.QueryAsync(new SqlStep(new SqlText("select 1::bigint from pg_sleep(@milliseconds / 1000.0)"), [milliseconds]), row => row.Number(0), default);

    /// <summary>One connection, for which a caller waits a second.</summary>
    private async Task<PostgresLink> LinkAsync(int commandTimeout)
    {
        var options = PostgresServer.Options(await database.EmptyAsync(server));
        var one = new NpgsqlConnectionStringBuilder(options.ConnectionString) { MaxPoolSize = 1, Timeout = 1, CommandTimeout = commandTimeout };
        return new(NpgsqlDataSource.Create(one.ToString()), options.Name);
    }
}

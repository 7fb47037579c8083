using System.Text;
using Bot.Storage.Postgres;
using Bot.Storage.Sealing;
using Bot.Tests.Support;
using Bot.Tests.Support.Postgres;
using Npgsql;

namespace Bot.Tests.Storage.Postgres;

/// <summary>The same as <see cref="ClearTextTests"/> of every row of every table on PostgreSQL.</summary>
[Collection(PostgresTests.Name)]
public sealed class PostgresClearTextTests(PostgresServer server)
{
    [PostgresTheory]
    [MemberData(nameof(ClearText.Conversations), MemberType = typeof(ClearText))]
    public async Task After_a_conversation_the_tables_tell_of_no_person(string conversation, string channel)
    {
        var database = await server.CreateDatabaseAsync();

        await ClearText.PlayAsync(conversation, channel, database);

        ClearText.In(await DumpAsync(database), ClearText.Registration).Should().BeEmpty();
    }

    [PostgresFact]
    public async Task What_fails_is_told_to_operators_and_not_to_the_tables()
    {
        var database = await server.CreateDatabaseAsync();
        var clock = new ManualClock();
        await using (var store = await PostgresStore.OpenAsync(PostgresServer.Options(database), new Secrets("stage").Sealer, clock))
            await ClearText.FailAsync(store, clock);

        ClearText.In(await DumpAsync(database), ClearText.Registration).Should().BeEmpty();
    }

    [PostgresFact]
    public async Task The_tables_of_an_earlier_build_tell_of_no_person_once_hosts_have_opened_them()
    {
        var database = await server.CreateDatabaseAsync();
        await server.ExecuteAsync(database, await File.ReadAllTextAsync(OldDatabase.PostgresDump));
        ClearText.In(await DumpAsync(database), ClearText.OldDatabase).Should().HaveCount(ClearText.OldDatabase.Length, "else nothing is shown");

        var hosts = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ =>
            PostgresStore.OpenAsync(PostgresServer.Options(database), new Secrets("stage").Sealer, TimeProvider.System)));

        ClearText.In(await DumpAsync(database), ClearText.OldDatabase).Should().BeEmpty();
        foreach (var host in hosts)
        {
            (await host.IntegrityCheckAsync(default)).Should().BeEmpty();
            (await host.LoadAsync("gupshup:919800000102", default))!.Facts.Address.Should().Be("919800000102");
            await host.DisposeAsync();
        }
    }

    /// <summary>Every value of every row, bytes as they are.</summary>
    private static async Task<byte[]> DumpAsync(string database)
    {
        await using var connection = new NpgsqlConnection(PostgresServer.Options(database).ConnectionString);
        await connection.OpenAsync();
        var tables = new List<string>();
        await ReadAsync("select table_name from information_schema.tables where table_schema = 'public'", value => tables.Add((string)value));
        using var dump = new MemoryStream();
        foreach (var table in tables)
            await ReadAsync($"select * from {table}", value => dump.Write(value as byte[] ?? Encoding.UTF8.GetBytes($"{value}\n")));
        return dump.ToArray();

        async Task ReadAsync(string sql, Action<object> take)
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names of our own tables.
            command.CommandText = sql;
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                for (var at = 0; at < reader.FieldCount; at++) take(reader.GetValue(at));
            }
        }
    }
}

using Bot.Storage.Postgres;
using Bot.Storage.Sealing;
using Bot.Tests.Support;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Storage.Postgres;

/// <summary>The store behind the real PgBouncer, on a port that no URL tells it by.</summary>
[Collection(PostgresTests.Name)]
public sealed class PoolerTests(PostgresServer server)
{
    private const int Rounds = 50;

    [PgBouncerFact]
    public async Task A_pooler_is_found_whatever_its_port_and_none_is_found_where_there_is_none()
    {
        var url = await server.CreateDatabaseAsync();
        using var pooler = await PgBouncer.StartAsync(server);

        await using var behind = await OpenAsync(pooler.UrlOf(url));
        await using var direct = await OpenAsync(url);

        (behind.Pooled, direct.Pooled).Should().Be((true, false));
    }

    [PgBouncerFact]
    public async Task Hosts_that_share_a_poolers_connections_read_their_own_rows()
    {
        var url = await server.CreateDatabaseAsync();
        using var pooler = await PgBouncer.StartAsync(server);
        await using var first = await OpenAsync(pooler.UrlOf(url));
        await using var second = await OpenAsync(pooler.UrlOf(url));
        (await first.ChangeAsync([new("note", "asha", 0, "of Asha"), new("list", "ravi", 0, "of Ravi")], default)).Should().BeTrue();

        // Each host asks other questions in another order, often enough for a statement to be prepared.
        await Task.WhenAll(
            RepeatAsync(async round =>
            {
                (await first.FindAsync("note", "asha", default))!.Body.Should().Be("of Asha");
                (await first.ChangeAsync([new("first", $"{round}", 0, "kept")], default)).Should().BeTrue();
            }),
            RepeatAsync(async round =>
            {
                (await second.ChangeAsync([new("second", $"{round}", 0, "kept")], default)).Should().BeTrue();
                (await second.FindAsync("list", "ravi", default))!.Body.Should().Be("of Ravi");
                (await second.LoadAsync("nobody", default)).Should().BeNull();
            }));
    }

    [Theory]
    [InlineData("postgresql://u:p@db.example.com/d", false)]
    [InlineData("postgresql://u:p@db.example.com/d?sslmode=require", false)]
    [InlineData("postgresql://u:p@db.example.com/d?sslmode=verify-ca", false)]
    [InlineData("postgresql://u:p@db.example.com/d?sslmode=verify-full", true)]
    [InlineData("postgresql://u:p@127.0.0.1/d", true)]
    [InlineData("postgresql://u:p@[::1]/d", true)]
    [InlineData("postgresql:///d?host=/var/run/postgresql", true)]
    public void A_server_elsewhere_that_need_not_prove_itself_is_told_of(string url, bool proves)
    {
        PostgresConnection.TryParse(url, out var connection, out _).Should().BeTrue();

        connection!.ProvesServer.Should().Be(proves);
        new PostgresAddress(url, connection).Notes.Should().HaveCount(proves ? 0 : 1).And.NotContain(note => note.Contains("u:p"));
    }

    private static Task<PostgresStore> OpenAsync(string url) =>
        PostgresStore.OpenAsync(PostgresServer.Options(url), new Secrets("a key of the pooler tests").Sealer, new ManualClock());

    private static async Task RepeatAsync(Func<int, Task> work)
    {
        for (var round = 0; round < Rounds; round++) await work(round);
    }
}

using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using Bot.Storage.Sqlite;
using Bot.Tests.Support;

namespace Bot.Tests.Compliance;

public sealed class SqliteKeyRotationCompliance : KeyRotationCompliance, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private SqliteOptions Options => new() { Path = Path.Combine(_folder.Path, "bot.db") };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_row_that_a_host_writes_between_the_look_and_the_write_stays_as_the_host_wrote_it()
    {
        await using (var before = await OpenAsync(new Secrets(Old).Sealer)) await before.CommitAsync(Turn(0, 0), default);
        var sealer = new Secrets($"{New},{Old}").Sealer;
        await using var host = SqliteStore.Open(Options, sealer, Clock);

        var rows = new SqlSealedRows(new Interrupted(host, () => host.CommitAsync(Turn(0, 1), default)), SqlDialect.Sqlite);
        var step = await new Resealer(rows, sealer).StepAsync(default);

        step.Sealed.Should().Be(1, "the next pass looks again");
        (await host.LoadAsync("meta:0", default))!.Session.Turn.Should().Be(2);
    }

    [Fact]
    public void The_statements_of_all_steps_are_the_same_so_that_they_are_prepared_once()
    {
        foreach (var dialect in new[] { SqlDialect.Sqlite, SqlDialect.Postgres }) SealedTable.All(dialect).Should().BeSameAs(SealedTable.All(dialect));
    }

    internal override Task<IStore> OpenAsync(Sealer sealer) => Task.FromResult<IStore>(SqliteStore.Open(Options, sealer, Clock));
}

/// <summary>Lets a host write between what a step reads and what it writes.</summary>
file sealed class Interrupted(ISqlRunner inner, Func<Task> between) : ISqlRunner
{
    public Task<List<T>> QueryAsync<T>(SqlStep step, Func<SqlRow, T> read, CancellationToken cancel) => inner.QueryAsync(step, read, cancel);

    public async Task<List<int>> ExecuteAsync(IReadOnlyList<SqlStep> steps, CancellationToken cancel)
    {
        await between();
        return await inner.ExecuteAsync(steps, cancel);
    }
}

using Bot.Engine.Abstractions;
using Bot.Storage;
using Bot.Storage.Sqlite;
using Bot.Storage.Tables;

namespace Bot.Tests.Storage;

/// <summary>Everything from one store to another is the same, or it is refused.</summary>
public sealed class StoreCopyTests : StoreCopyCase
{
    [Theory]
    [InlineData("sqlite", "litedb")]
    [InlineData("litedb", "sqlite")]
    [InlineData("litedb", "litedb")]
    public Task Everything_is_found_in_the_copy(string from, string to) => CopyAsync(Address(from, "from.db"), Address(to, "to.db"));

    [Fact]
    public async Task A_copy_into_what_is_not_empty_or_into_itself_is_refused_and_changes_nothing()
    {
        var (from, to) = (Address("sqlite", "from.db"), Address("litedb", "to.db"));
        await FillAsync(from);
        await FillAsync(to);

        await RefusedAsync(from, to, "*is not empty*sessions*");
        await RefusedAsync(from, from, "*to itself*");

        await using var store = await to.OpenAsync(Sealer, Clock);
        (await store.LoadAsync("meta:1", default)).Should().NotBeNull();
    }

    [Fact]
    public async Task A_copy_that_was_stopped_is_taken_by_no_host()
    {
        var (from, to) = (Address("sqlite", "from.db"), Address("litedb", "to.db"));
        await FillAsync(from);
        using var stop = new CancellationTokenSource();

        Task StopAtTurnsAsync(CopiedTable table) => table.Table == "turns" ? stop.CancelAsync() : Task.CompletedTask;
        await FluentActions.Awaiting(() => StoreCopy.RunAsync(from, to, Sealer, Clock, StopAtTurnsAsync, stop.Token))
            .Should().ThrowAsync<OperationCanceledException>();

        await FluentActions.Awaiting(() => to.OpenAsync(Sealer, Clock)).Should().ThrowAsync<StoreUnavailableException>().WithMessage("*a copy that did not come to its end*");
    }

    [Fact]
    public async Task What_is_written_to_the_source_meanwhile_is_noticed()
    {
        var (from, to) = (Address("sqlite", "from.db"), Address("litedb", "to.db"));
        await FillAsync(from);
        await using var host = await from.OpenAsync(Sealer, Clock);

        await FluentActions.Awaiting(() => StoreCopy.RunAsync(from, to, Sealer, Clock,
                table => table is { Table: "sessions", IsWhole: true } ? host.CommitAsync(Turn(900), default) : Task.CompletedTask, default))
            .Should().ThrowAsync<StoreUnavailableException>().WithMessage("*differ after the copy*Does a host write?*");
    }

    [Fact]
    public async Task The_tables_that_are_copied_have_every_column_that_there_is()
    {
        var path = Path.Combine(Folder, "bot.db");
        await SqliteStore.Open(new() { Path = path }, Sealer, Clock).DisposeAsync();
        await using var connection = new SqliteOptions { Path = path }.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = "select m.name || '.' || c.name from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' and m.name <> 'schema_migrations'";
        await using var reader = await command.ExecuteReaderAsync();
        var columns = new List<string>();
        while (await reader.ReadAsync()) columns.Add(reader.GetString(0));

        StoreTable.All.SelectMany(table => table.Columns.Select(column => $"{table.Name}.{column.Name}")).Should().BeEquivalentTo(columns);
    }
}

using System.Text.Json;
using System.Text.RegularExpressions;
using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;
using Bot.Storage.Postgres;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using Bot.Tests.Support;
using Bot.Tests.Support.Postgres;
using Npgsql;

namespace Bot.Tests.Storage.Postgres;

/// <summary>
/// The tables of conversations spread by a hash of the conversation, as over machines: what writes a turn looks at the part of its conversation alone. By the
/// plans of the statements as they are run, not by what they look like.
/// </summary>
[Collection(PostgresTests.Name)]
public sealed partial class OnePartitionTests(PostgresServer server, PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const string Person = "meta:919800000007";

    /// <summary>Four parts of each table; with so few rows a planner would rather read them all than look one up.</summary>
    private const string Spread = """
        create sequence turn_numbers;
        do $$
        declare one record;
        begin
            for one in select * from (values ('sessions', 'conversation'), ('turns', 'seq, conversation'), ('outbox', 'id, conversation'),
                ('dead_letters', 'conversation, id')) as tables(name, key)
            loop
                execute format('alter table %1$I rename to whole', one.name);
                execute format('create table %1$I (like whole including defaults, unique (%2$s)) partition by hash (conversation)', one.name, one.key);
                for part in 0..3 loop
                    execute format('create table %1$I partition of %2$I for values with (modulus 4, remainder %3$s)', one.name || '_part' || part, one.name, part);
                end loop;
                execute format('insert into %1$I select * from whole', one.name);
                drop table whole;
            end loop;
        end $$;
        alter table turns alter column seq set default nextval('turn_numbers') + 1000000;
        create index on turns (key);
        create index on outbox (conversation, stream, seq);
        """;

    private readonly ManualClock _clock = new();

    [PostgresFact]
    public async Task Every_statement_that_writes_a_turn_touches_the_part_of_its_conversation_alone()
    {
        var options = PostgresServer.Options(await database.EmptyAsync(server));
        await using var source = NpgsqlDataSource.Create(options.ConnectionString);
        var sealer = await FillAsync(source, options);
        await using var connection = await source.OpenConnectionAsync();
        await ExecuteAsync(connection, Spread);
        await ExecuteAsync(connection, "set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off");

        var next = Turn(Person, 1, "2");
        var outcome = Turn(Person, 1, "call") with { FinishedCall = "out.1", DeadLetter = new("letter", Person, "human", "why", "", _clock.Now) };
        foreach (var commit in new[] { Turn("meta:919800000099", 0, "1"), next, outcome })
        {
            foreach (var step in TurnStatements.For(commit, _clock.Now, sealer))
                (await PartsAsync(connection, PostgresText.Command(step))).Should().HaveCountLessThanOrEqualTo(1, step.Sql.Text);
        }

        SealedTurn[] alone = [SealedTurn.Of(outcome with { DeadLetter = null }, _clock.Now, sealer)];
        var promoted = StreamSql.Promote([alone[0].Name], "calls", [_clock.Now.ToUnixTimeMilliseconds()]);
        foreach (var step in new[] { TurnGroupSql.Write(alone), TurnGroupSql.Finish(alone), promoted })
            (await PartsAsync(connection, PostgresText.Command(step))).Should().HaveCountLessThanOrEqualTo(1, step.Sql.Text);
        (await PartsAsync(connection, PostgresText.Command(SessionSql.Load(Person, sealer)))).Should().HaveCount(1);

        // The same look at what is no statement of a turn: it goes to all parts.
        (await PartsAsync(connection, PostgresText.Command(OutboxSql.NextDue()))).Should().HaveCount(4);
    }

    private async Task<RowSealer> FillAsync(NpgsqlDataSource source, PostgresConnection options)
    {
        var secrets = new Secrets("a secret of the tests");
        var sealer = await PostgresSchema.PrepareAsync(source, secrets.Sealer, _clock, "test");
        await using var store = await PostgresStore.OpenAsync(options, secrets.Sealer, _clock);
        for (var i = 0; i < 30; i++) await store.CommitAsync(Turn($"meta:9198000000{i:00}", 0, "1"), default);
        return sealer;
    }

    private TurnCommit Turn(string conversation, int version, string name) => new()
    {
        Conversation = conversation,
        ExpectedVersion = version,
        Session = new() { Id = $"s.{conversation}", Turn = version + 1 },
        Facts = new("meta", conversation[5..], "Asha", _clock.Now),
        HandledId = $"in.{name}",
        At = _clock.Now,
        Outbox = [new NewMessage($"out.{conversation}.{name}", new TextMessage("hello"))],
        Timers = [new(TimerKind.Remind, _clock.Now.AddMinutes(10), 1)],
    };

    /// <summary>The parts of tables that a statement has looked into, by their numbers; what it wrote is taken back.</summary>
    private static async Task<HashSet<string>> PartsAsync(NpgsqlConnection connection, NpgsqlBatchCommand statement)
    {
        await using var transaction = await connection.BeginTransactionAsync();
#pragma warning disable CA2100 // The store's own statements.
        await using var command = new NpgsqlCommand("explain (analyze, format json) " + statement.CommandText, connection, transaction);
#pragma warning restore CA2100
        foreach (NpgsqlParameter parameter in statement.Parameters) command.Parameters.Add(parameter.Clone());
        var parts = new HashSet<string>();
        Collect(JsonDocument.Parse((string)(await command.ExecuteScalarAsync())!).RootElement, parts);
        await transaction.RollbackAsync();
        return parts;
    }

    private static void Collect(JsonElement node, HashSet<string> parts)
    {
        if (node.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in node.EnumerateArray()) Collect(one, parts);
        }
        else if (node.ValueKind == JsonValueKind.Object)
        {
            var ran = !node.TryGetProperty("Actual Loops", out var loops) || loops.GetDouble() > 0;
            if (ran && node.TryGetProperty("Relation Name", out var relation) && PartNumber().Match(relation.GetString()!) is { Success: true } part)
                parts.Add(part.Groups[1].Value);
            foreach (var property in node.EnumerateObject().Where(property => property.Name != "Target Tables")) Collect(property.Value, parts);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // Only texts of this class.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    [GeneratedRegex(@"_part(\d)")]
    private static partial Regex PartNumber();
}

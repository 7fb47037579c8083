using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using Bot.Bench.Load;
using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Serialization;
using Bot.Engine.Sessions;
using Bot.Host.Webhooks;
using Bot.Host.Wiring;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using Bot.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Bench.Hosts;

/// <summary>Fills a database with people who have talked before, by SQL of its own: through the door it would take an hour.</summary>
internal static class StoredPeople
{
    /// <summary>The first one's number.</summary>
    public const long First = 7_000_000_000;

    /// <summary>What they have said so far: the next answer is the amount.</summary>
    public static readonly string[] Said = ["loan", "1"];

    private const int TranscriptBytes = 120;

    private const string InsertTurns =
        "insert into turns (key, conversation, handled, version, at, kept, language, flow, flow_version, from_state, by_trigger, to_state, body)";

    private static readonly TimeSpan LongAgo = TimeSpan.FromDays(40);

    /// <param name="transcript">Rows per person.</param>
    public static async Task FillAsync(string file, int people, int transcript)
    {
        var secrets = new Secrets(BotProcess.SecretKey);
        await SqliteStore.Open(new() { Path = file }, secrets.Sealer, TimeProvider.System).DisposeAsync();
        var session = NewSession();
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        var sealer = new RowSealer(secrets.Sealer, StoredNames.Read(connection));

        // Nothing here is anybody's; the bot itself opens the file with its own settings.
        foreach (var pragma in new[] { "synchronous = off", "journal_mode = memory", "cache_size = -500000" }) Run(connection, $"pragma {pragma}");
        await using (var transaction = (SqliteTransaction)await connection.BeginTransactionAsync())
        {
            WriteSessions(connection, transaction, people, session, sealer);
            var then = (DateTimeOffset.UtcNow - LongAgo).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
            Run(connection, $"with recursive n(i) as (select 1 union all select i + 1 from n where i < {transcript}) {InsertTurns} select {TurnKey.Sql(SqlDialect.Sqlite, "conversation", "('said.' || n.i)")}, conversation, 'said.' || n.i, -n.i, {then}, 1, '', '', '', '', '', '', zeroblob({TranscriptBytes}) from sessions, n");
            Run(connection, $"{InsertTurns} select {TurnKey.Sql(SqlDialect.Sqlite, "conversation", "'wamid.old'")}, conversation, 'wamid.old', 0, {then}, 0, '', '', '', '', '', '', x'' from sessions");
            await transaction.CommitAsync();
        }

        Run(connection, "pragma journal_mode = wal");
    }

    public static long HandledLongAgo(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from turns where handled = 'wamid.old'";
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Messages not sent yet.</summary>
    public static async Task LeaveMessagesAsync(string file, int people, int each)
    {
        await using var store = SqliteStore.Open(new() { Path = file }, new Secrets(BotProcess.SecretKey).Sealer, TimeProvider.System);
        var now = DateTimeOffset.UtcNow;
        await Parallel.ForEachAsync(Enumerable.Range(0, people), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (person, cancel) =>
        {
            var address = AddressOf(Users.NumberOf(First, person));
            await store.CommitAsync(new()
            {
                Conversation = InboundDispatcher.KeyOf("meta", address),
                ExpectedVersion = 0,
                Session = new() { Id = $"waiting{person}" },
                Facts = new("meta", address, "Asha Rao", now),
                HandledId = "first",
                At = now,
                Outbox = [.. Enumerable.Range(1, each).Select(number => (NewOutboxRow)new NewMessage($"waiting{person}.{number}", new TextMessage($"number {number}")))],
            }, cancel);
        });
    }

    public static string AddressOf(long person) => "91" + person.ToString("0000000000", CultureInfo.InvariantCulture);

    private static Session NewSession()
    {
        using var services = FlowTools.Open();
        var catalog = services.GetRequiredService<FlowCatalog>();
        var machine = new StateMachine(catalog.Flows, catalog.Vocabulary);
        var session = new Session { Id = "stored" };
        foreach (var text in Said) session = machine.Advance(session, new HeardText($"{text}.id", DateTimeOffset.UtcNow, text))!.Session;
        return session;
    }

    private static void WriteSessions(SqliteConnection connection, SqliteTransaction transaction, int people, Session session, RowSealer sealer)
    {
        using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = "insert into sessions (conversation, version, channel, last_heard, session_id, flow, state, body, updated_at) values ($conversation, 2, 'meta', $at, $id, $flow, $state, $body, $at)";
        var (conversation, id, body) = (insert.Parameters.Add("$conversation", SqliteType.Text),
            insert.Parameters.Add("$id", SqliteType.Text), insert.Parameters.Add("$body", SqliteType.Blob));
        insert.Parameters.AddWithValue("$at", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        insert.Parameters.AddWithValue("$flow", session.Top!.Flow);
        insert.Parameters.AddWithValue("$state", session.Top.State);
        var json = new ArrayBufferWriter<byte>();
        for (var person = 0; person < people; person++)
        {
            var own = session with { Id = string.Create(CultureInfo.InvariantCulture, $"stored{person}") };
            json.ResetWrittenCount();
            SessionJson.Write(json, own);
            var address = AddressOf(Users.NumberOf(First, person));
            var key = InboundDispatcher.KeyOf("meta", address);
            var name = sealer.Name(key);
            (conversation.Value, id.Value, body.Value) = (name, own.Id, sealer.Seal("sessions", name, json.WrittenSpan, key, address, "Asha Rao"));
            insert.ExecuteNonQuery();
        }
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
#pragma warning disable CA2100 // Every text is this class's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}

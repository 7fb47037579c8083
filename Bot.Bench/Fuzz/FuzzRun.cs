using System.Collections.Concurrent;
using System.Diagnostics;
using Bot.Bench.Hosts;
using Bot.Bench.Load;
using Bot.Engine.Abstractions;
using Bot.Host.Webhooks;
using Bot.Host.Wiring;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace Bot.Bench.Fuzz;

/// <summary>
/// Posts damaged payloads to one target of a real host in a process of its own, over many connections, and then reads its database and its log.
/// </summary>
internal sealed class FuzzRun(IFuzzTarget target, FuzzPlan plan)
{
    /// <summary>More would say nothing new.</summary>
    private const int ViolationsLimit = 200;

    /// <summary>Lines of the log that tell an error: the sentence and where it was thrown.</summary>
    private const int TraceLines = 4;

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, int>> _brought = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Conversation, string Id), int> _acknowledged = [];
    private readonly ConcurrentDictionary<int, int> _statuses = [];
    private readonly ConcurrentQueue<string> _violations = [];
    private int _next;

    public async Task<FuzzReport> PlayAsync()
    {
        var began = Stopwatch.GetTimestamp();
        var folder = Directory.CreateTempSubdirectory("bot-fuzz-");
        try
        {
            await using (var host = await StartAsync(folder.FullName))
            {
                await Task.WhenAll(Enumerable.Range(0, plan.Connections).Select(_ => WorkAsync(host.Port)));
                using var last = new FuzzConnection(host.Port);
                if (await last.AskAsync("GET /health HTTP/1.1\r\nHost: fuzz\r\n\r\n"u8.ToArray(), false) != 200) _violations.Enqueue("the host no longer answers");
            }
            ReadLog(Path.Combine(folder.FullName, "bot.log"));
            var (conversations, messages) = ReadDatabase(Path.Combine(folder.FullName, "bot.db"));
            return new(target.Name, plan.Count, _statuses.OrderBy(pair => pair.Key).ToDictionary(), _brought.Sum(pair => pair.Value.Count), conversations,
                messages, [.. _violations], Stopwatch.GetElapsedTime(began));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>
    /// Webhooks meet a host in Production whose partners answer anything with an id; the API meets the sandbox, whose partners answer as the real ones.
    /// </summary>
    private async Task<FuzzHost> StartAsync(string folder)
    {
        var peer = new RecordingPeer();
        var more = new Dictionary<string, string>(StringComparer.Ordinal) { ["LOG_LEVEL"] = "Warning" };
        if (target is ApiTarget)
        {
            more["ASPNETCORE_ENVIRONMENT"] = "Development";
            foreach (var name in new[] { "BASIC_APPLICATION_API_KEY", "BASIC_APPLICATION_USER_ID", "BASIC_APPLICATION_API_URL", "SHAURYAPAY_API_KEY", "SHAURYAPAY_BASE_URL", "SMS_USER", "SMS_PASS", "SMS_URL", "GUPSHUP_API_KEY", "GUPSHUP_SOURCE", "GUPSHUP_SESSION_URL", "GUPSHUP_API_URL" }) more[name] = "";
        }
        return new(await BotProcess.StartAsync(plan.Program, folder, peer.Port, more), peer);
    }

    private async Task WorkAsync(int port)
    {
        using var connection = new FuzzConnection(port);
        while (Interlocked.Increment(ref _next) - 1 is var place && place < plan.Count)
        {
            var index = plan.First + place;
            var random = new Random(Mixed(plan.Seed, target.Name, index));
            var call = target.Make(index, random);
            var messages = target.Brings(call);
            foreach (var message in messages)
                _brought.GetOrAdd(InboundDispatcher.KeyOf(message.Channel, message.From), _ => new(StringComparer.Ordinal)).TryAdd(message.Id, index);

            var status = await connection.AskAsync(call.Bytes(random), call.Method == "HEAD");
            _statuses.AddOrUpdate(status, 1, (_, before) => before + 1);
            if (status == 200)
            {
                foreach (var message in messages)
                    _acknowledged.TryAdd((InboundDispatcher.KeyOf(message.Channel, message.From), message.Id), index);
            }

            foreach (var fault in target.Faults(call, status)) _violations.Enqueue($"payload {index} {fault}; alone: {Alone(index)}");
        }
    }

    /// <summary>The same for the same seed on every machine and in every process.</summary>
    private static int Mixed(int seed, string name, int index) => unchecked((((seed * 31) + name.Sum(letter => letter)) * 1_000_003) + index);

    private void ReadLog(string file)
    {
        var lines = File.ReadAllLines(file);
        for (var at = 0; at < lines.Length && _violations.Count < ViolationsLimit; at++)
        {
            if (lines[at].Contains(" ERR [", StringComparison.Ordinal) || lines[at].Contains(" FTL [", StringComparison.Ordinal)
                || lines[at].StartsWith("Unhandled", StringComparison.Ordinal))
            {
                _violations.Enqueue($"the log says: {string.Join(" | ", lines[at..Math.Min(lines.Length, at + TraceLines)])}");
            }
        }
    }

    /// <summary>
    /// Every conversation is one that a valid message was brought for, and stands no further than the messages that were; every message brought is there.
    /// </summary>
    private (int Conversations, int Messages) ReadDatabase(string file)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        var names = StoredNames.Read(connection);
        var byName = _brought.ToDictionary(one => names.Conversation(one.Key), one => one.Value.Keys.Select(names.Id).ToHashSet(), StringComparer.Ordinal);
        var messages = 0;
        var stored = Rows(connection, "select conversation, handled from turns").ToLookup(row => row.Left, row => row.Right);
        foreach (var handled in stored)
        {
            if (handled.Key.StartsWith("workflow", StringComparison.Ordinal)) continue;
            if (!byName.TryGetValue(handled.Key, out var brought)) _violations.Enqueue($"the conversation {Shown(handled.Key)} changed, though nothing valid was brought for it");
            else messages += handled.Count(brought.Contains);
        }
        var conversations = Rows(connection, "select conversation, version from sessions").ToList();
        foreach (
            var (conversation, version) in conversations.Where(
                row => int.Parse(row.Right, System.Globalization.CultureInfo.InvariantCulture) != stored[row.Left].Count()))
        {
            _violations.Enqueue($"the conversation {Shown(conversation)} has version {version} by {stored[conversation].Count()} inputs");
        }

        foreach (var ((conversation, id), index) in _acknowledged)
        {
            if (!stored[names.Conversation(conversation)].Contains(names.Id(id)))
                _violations.Enqueue($"payload {index} was acknowledged and is not stored; alone: {Alone(index)}");
        }

        foreach (var reason in Poison(connection, new RowSealer(StoredNames.Sealer, names)).Take(20)) _violations.Enqueue($"a dead letter of kind poison: {reason}");
        return (conversations.Count, messages);
    }

    private string Alone(int index) => $"fuzz --channel {target.Name} --seed {plan.Seed} --only {index}";

    private static string Shown(string conversation) => conversation.Length > 60 ? conversation[..60] + "…" : conversation;

    private static IEnumerable<(string Left, string Right)> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read()) yield return (reader.GetValue(0).ToString()!, reader.GetValue(1).ToString()!);
    }

    private static IEnumerable<string> Poison(SqliteConnection connection, RowSealer sealer)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select conversation, id, kind, detail from dead_letters where kind = 'poison'";
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return DeadLetterSql.Open(reader.GetString(0), reader.GetString(1), reader.GetString(2), (byte[])reader.GetValue(3), default, sealer).Reason;
    }

    private sealed class FuzzHost(BotProcess bot, RecordingPeer peer) : IAsyncDisposable
    {
        public int Port => bot.Port;

        public async ValueTask DisposeAsync()
        {
            await bot.DisposeAsync();
            peer.Dispose();
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Bot.Bench.Chaos.People;
using Bot.Bench.Hosts;
using Bot.Sandbox;

namespace Bot.Bench.Chaos.Kill;

/// <summary>
/// People hold whole conversations over HTTP with hosts that are killed and started again; then what took effect is counted at the partners and in the
/// database.
/// </summary>
internal sealed class KillRun : IAsyncDisposable
{
    /// <summary>A message in doubt is sent again after 30 s; then the rest of its conversation follows.</summary>
    private static readonly TimeSpan LongestEnd = TimeSpan.FromMinutes(10);

    /// <summary>Between the provider's taking and our record lie a commit and its flush.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly KillPlan _plan;
    private readonly PartnerStage _stage;
    private readonly string _folder;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly IReadOnlyList<HostProcess> _hosts;
    private readonly PhoneLine _line;
    private readonly Random _random;
    private readonly HttpClient _control = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero });
    private readonly UserLoad _crowd;
    private readonly List<CodeClient> _clients;
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly List<(KillPoint Point, int Host, DateTimeOffset At)> _kills = [];

    private readonly Troubles _troubles;

    private KillRun(KillPlan plan, PartnerStage stage, PostgresCluster? database)
    {
        (_plan, _stage, _random) = (plan, stage, new(plan.Seed));
        _folder = Directory.CreateTempSubdirectory("bot-chaos-").FullName;
        _environment = KillEnvironment.Of(plan, stage, _folder);
        _hosts = [.. Enumerable.Range(0, plan.Hosts).Select(host => HostOf(plan, host))];
        if (plan.From.Length > 0) foreach (var host in _hosts) host.Program = plan.From;
        _troubles = new(plan, _hosts, database, new(plan.Seed + 2));
        _line = new(_hosts, KillEnvironment.AppSecret, new(plan.Seed + 1));
        _crowd = new(plan, stage, _line, _violations);
        _clients = [.. Enumerable.Range(0, plan.Clients).Select(i =>
            new CodeClient(_hosts, stage.World, _line, 9_400_000_001 + (i * 10_000_000), _violations))];
    }

    /// <param name="progress">Told now and then how far it is.</param>
    public static async Task<KillReport> PlayAsync(KillPlan plan, Action<string> progress)
    {
        if (plan.OwnNetwork) await HostNetwork.OpenAsync(plan.Hosts);
        var at = plan.OwnNetwork ? HostNetwork.Driver : "127.0.0.1";
        await using var database = plan.Database == KillPlan.OwnDatabase ? await PostgresCluster.StartAtAsync(at) : null;
        if (database is not null) plan = plan with { Database = await database.CreateDatabaseAsync("chaos") };
        await using var stage = await PartnerStage.OpenAsync(at);
        await using var run = new KillRun(plan, stage, database);
        return await run.PlayAsync(progress);
    }

    private HostProcess HostOf(KillPlan plan, int host)
    {
        var own = KillEnvironment.OfHost(_environment, plan, host);
        return plan.OwnNetwork ? new(own, _folder, HostNetwork.AddressOf(host), HostNetwork.Before(host)) : new(own, _folder);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var host in _hosts) host.Dispose();
        _line.Dispose();
        foreach (var client in _clients) client.Dispose();
        _control.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<KillReport> PlayAsync(Action<string> progress)
    {
        var watch = Stopwatch.StartNew();
        KillEnvironment.CopyFlows(_plan.From.Length > 0 ? _plan.FromFlows : _plan.Flows, _folder);
        await Task.WhenAll(_hosts.Select(host => host.StartAsync()));

        if (_plan.From.Length > 0)
        {
            // What runs has read its own; all that starts from now on is this build.
            KillEnvironment.ReplaceFlows(_plan.Flows, _folder);
            foreach (var host in _hosts) host.Program = typeof(KillRun).Assembly.Location;
        }

        using var over = new CancellationTokenSource();
        var reading = _crowd.ReadPhonesAsync(over.Token);
        using var enough = new CancellationTokenSource();
        var proving = Task.WhenAll(_clients.Select(client => client.RunAsync(enough.Token)));
        using var talk = CancellationTokenSource.CreateLinkedTokenSource(over.Token);
        var talking = _crowd.TalkAsync(talk.Token);
        while (_kills.Count < _plan.Kills)
        {
            await KillOneAsync(_random.Next(_hosts.Count), talking.IsCompleted);
            await _troubles.PerhapsAsync();
            if (_kills.Count % 25 == 0) progress(FormattableString.Invariant($"{_kills.Count} kills, {_crowd.Ended} of {_plan.Conversations} conversations over, {watch.Elapsed.TotalSeconds:0} s"));
        }
        _stage.Disarm();
        progress(FormattableString.Invariant($"no more kills; {_crowd.Ended} conversations over, {_crowd.UnderWay} under way"));
        var deaths = Task.WhenAny(_hosts.Select(host => host.DiedAsync(over.Token)));
        var first = await Task.WhenAny(talking, deaths, Task.Delay(LongestEnd));
        if (first == talking) await talking;
        else if (first == deaths) throw new InvalidOperationException($"A host died by itself. {string.Join(' ', _hosts.Select(host => host.Complaint))}");
        else await GiveUpAsync(talk, talking);
        await enough.CancelAsync();
        await proving;
        await DrainAsync();
        var again = await DeliverAllAgainAsync(over.Token);
        await over.CancelAsync();
        await reading;
        foreach (var host in _hosts) host.Kill();
        var counts = await CheckAsync(again);
        return new()
        {
            Violations = [.. _violations],
            Kills = _kills.GroupBy(kill => kill.Point).ToDictionary(point => point.Key, point => point.Count()),
            Troubles = _troubles.Made,
            Conversations = _crowd.Ended,
            ToldToWait = _crowd.ToldToWait,
            Messages = _crowd.Messages,
            Deliveries = _line.Deliveries,
            Sent = _crowd.Sent,
            Tags = _stage.World.Ledger.Totals().GetValueOrDefault("tag on vehicle"),
            Leads = _stage.World.Ledger.Leads,
            SentTwice = _crowd.Taken.Values.Sum(times => times.Count - 1),
            Timers = counts.Timers,
            Codes = _clients.Sum(client => client.Verified),
            DeadLetters = counts.DeadLetters,
            Took = watch.Elapsed,
        };
    }

    /// <summary>Sends away those who have not come to an end, and tells where they stood: what they would go on saying is no trouble of the checks to come.
    /// </summary>
    private async Task GiveUpAsync(CancellationTokenSource talk, Task talking)
    {
        foreach (var person in _crowd.People.Where(person => !person.Task.Done))
            _violations.Enqueue($"{person.Number} does not come to an end: {person.Actions} actions, asked last: {person.LastQuestion.ReplaceLineEndings(" ")}");
        await talk.CancelAsync();
        await talking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>One host dies at a point, or anywhere when the point does not come about, and is started again.</summary>
    private async Task KillOneAsync(int number, bool silent)
    {
        var host = _hosts[number];
        var point = silent ? KillPoint.Anywhere : (KillPoint)_random.Next(6);
        using var life = new CancellationTokenSource(TimeSpan.FromMilliseconds(_random.Next(150, (int)_plan.LongestLife.TotalMilliseconds)));
        var died = await DieAsync(host, point, life.Token);
        _stage.Disarm();
        if (!died) point = KillPoint.Anywhere;
        lock (_kills) _kills.Add((point, number, DateTimeOffset.UtcNow));
        host.Kill();
        await host.StartAsync();
    }

    /// <summary>True when the host died at the point; false when its life was over before.</summary>
    private async Task<bool> DieAsync(HostProcess host, KillPoint point, CancellationToken life)
    {
        try
        {
            switch (point)
            {
                case KillPoint.Anywhere:
                    await Task.Delay(Timeout.Infinite, life);
                    break;
                case KillPoint.BeforeCommit or KillPoint.AfterCommit:
                    await TellAsync(host, point, life);
                    await host.DiedAsync(life);
                    break;
                default:
                    await _stage.ArmAsync(point, host.KillerOfThis()).WaitAsync(life);
                    break;
            }
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task TellAsync(HostProcess host, KillPoint point, CancellationToken life)
    {
        try
        {
            using var answer = await _control.PostAsync(new Uri(host.Address, $"/chaos/{point}"), null, life);
        }
        catch (HttpRequestException)
        {
            // It was quicker to die than to answer.
        }
    }

    /// <summary>Waits until the outbox is empty.</summary>
    private async Task DrainAsync()
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < LongestEnd)
        {
            if ((await Task.WhenAll(_hosts.Select(IsIdleAsync))).All(idle => idle)) return;
            await Task.Delay(200);
        }
        _violations.Enqueue("the outbox does not run empty");
    }

    /// <summary>Nothing waits to be sent; while the database is away, nothing is known of that.</summary>
    private async Task<bool> IsIdleAsync(HostProcess host)
    {
        using var answer = JsonDocument.Parse(await _control.GetStringAsync(new Uri(host.Address, "/health/ready")));
        return answer.RootElement.TryGetProperty("outbox", out var outbox) && outbox.GetProperty("pending").GetInt64() == 0;
    }

    /// <summary>Every message that was ever acknowledged, once more: nothing may come of it.</summary>
    /// <returns>The rows that were sent meanwhile: none but what timers said.</returns>
    private async Task<IReadOnlyList<string>> DeliverAllAgainAsync(CancellationToken over)
    {
        var before = _stage.World.Phones.To("", 0) is [.., var last] ? last.Number : 0;
        await Parallel.ForEachAsync(_line.Acknowledged.ToList(), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = over },
            async (call, cancel) => await _line.DeliverAsync(call, message: false, cancel));
        await DrainAsync();
        return [.. _stage.World.Phones.To("", before).Select(sent => sent.Reference)];
    }

    /// <summary>Something befell what was sent before it was recorded: the host that sent it died or stood still, or the database died.</summary>
    /// <param name="sender">Null: which host it was is not known.</param>
    private bool IsInWindow(DateTimeOffset sent, int? sender)
    {
        return _kills.Any(kill => Fits(kill.Host) && IsAbout(kill.At, kill.At))
            || _troubles.Frozen.Any(frozen => Fits(frozen.Host) && IsAbout(frozen.From, frozen.To))
            || _troubles.Away.Any(away => IsAbout(away.From, away.To));

        bool Fits(int host) => sender is null || sender == host;
        bool IsAbout(DateTimeOffset from, DateTimeOffset to) => to >= sent - TimeSpan.FromSeconds(1) && from <= sent + Window;
    }

    private async Task<KilledCounts> CheckAsync(IReadOnlyList<string> again)
    {
        foreach (var oddity in _line.Oddities.Distinct()) _violations.Enqueue(oddity);
        if (_troubles.Away.Count == 0)
        {
            foreach (var host in _hosts.Where(host => host.Complaint.Length > 0)) _violations.Enqueue($"a host complained: {host.Complaint}");
        }

        var ledger = _stage.World.Ledger;
        foreach (var repeated in ledger.Repeated().Where(line => !line.StartsWith("send ", StringComparison.Ordinal))) _violations.Enqueue($"happened more than once: {repeated}");
        foreach (var (reference, times) in _crowd.Taken.Where(pair => pair.Value.Count > 1))
        {
            var senders = _stage.Sends.SendersOf(reference, times.Count);
            for (var i = 1; i < times.Count; i++)
                if (!IsInWindow(times[i - 1], senders?[i - 1])) _violations.Enqueue($"row {reference} went out twice and its sender did not die between");
        }

        foreach (var person in _crowd.People) Invariants.Check(person, ledger, _violations);
        return await KilledDatabase.CheckAsync(_environment, _folder, _stage.Address, _crowd.People, new(_crowd.Arrivals, again), _violations);
    }
}

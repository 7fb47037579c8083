using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Bot.Bench.Chaos.People;
using Bot.Engine.Machine;
using Bot.Gateways.Sandbox;
using Bot.Gateways.Sandbox.Channels;
using Bot.Gateways.Sandbox.Phones;
using Bot.Host.Wiring;

namespace Bot.Bench.Chaos.Kill;

/// <summary>People hold whole conversations over HTTP with hosts that are killed and started again; then what took effect is counted at the partners and in the database.</summary>
internal sealed class KillRun : IAsyncDisposable
{
    private const string Secret = "chaos-app-secret-of-the-driver";
    private const int DeedsLimit = 600;

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
    private readonly MetaPhone _phone = new(Secret, PartnerWiring.SandboxPhoneNumberId);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<SandboxSent>> _inboxes = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<Person> _people = [];
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly List<(KillPoint Point, DateTimeOffset At)> _kills = [];
    private readonly ConcurrentDictionary<string, List<DateTimeOffset>> _taken = new(StringComparer.Ordinal);
    private int _messages;
    private int _sent;
    private int _begun;
    private int _ended;

    private KillRun(KillPlan plan, PartnerStage stage)
    {
        (_plan, _stage, _random) = (plan, stage, new(plan.Seed));
        _folder = Directory.CreateTempSubdirectory("bot-chaos-").FullName;
        _environment = KillEnvironment.Of(plan, stage, _folder, Secret);
        _hosts = [.. Enumerable.Range(0, plan.Hosts).Select(_ => new HostProcess(_environment, _folder))];
        _line = new(_hosts, Secret, new(plan.Seed + 1));
    }

    /// <param name="progress">Told now and then how far it is.</param>
    public static async Task<KillReport> PlayAsync(KillPlan plan, Action<string> progress)
    {
        await using var stage = await PartnerStage.OpenAsync();
        await using var run = new KillRun(plan, stage);
        return await run.PlayAsync(progress);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var host in _hosts) host.Dispose();
        _line.Dispose();
        _control.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<KillReport> PlayAsync(Action<string> progress)
    {
        var watch = Stopwatch.StartNew();
        KillEnvironment.CopyFlows(_plan.Flows, _folder);
        await Task.WhenAll(_hosts.Select(host => host.StartAsync()));
        using var over = new CancellationTokenSource();
        var reading = ReadPhonesAsync(over.Token);
        var talking = TalkAsync(over.Token);
        while (_kills.Count < _plan.Kills)
        {
            await KillOneAsync(_hosts[_random.Next(_hosts.Count)], talking.IsCompleted);
            if (_kills.Count % 25 == 0) progress(FormattableString.Invariant($"{_kills.Count} kills, {_ended} of {_plan.Conversations} conversations over, {watch.Elapsed.TotalSeconds:0} s"));
        }
        _stage.Disarm();
        progress(FormattableString.Invariant($"no more kills; {_ended} conversations over, {_begun - _ended} under way"));
        var deaths = Task.WhenAny(_hosts.Select(host => host.DiedAsync(over.Token)));
        var first = await Task.WhenAny(talking, deaths, Task.Delay(LongestEnd));
        if (first == talking) await talking;
        else if (first == deaths) throw new InvalidOperationException($"A host died by itself. {string.Join(' ', _hosts.Select(host => host.Complaint))}");
        else _violations.Enqueue($"{_begun - _ended} conversations do not come to an end");
        await DrainAsync();
        await DeliverAllAgainAsync(over.Token);
        await over.CancelAsync();
        await reading;
        foreach (var host in _hosts) host.Kill();
        var deadLetters = await CheckAsync();
        return new()
        {
            Violations = [.. _violations],
            Kills = _kills.GroupBy(kill => kill.Point).ToDictionary(point => point.Key, point => point.Count()),
            Conversations = _ended,
            Messages = _messages,
            Deliveries = _line.Deliveries,
            Sent = _sent,
            Tags = _stage.World.Ledger.Totals().GetValueOrDefault("tag on vehicle"),
            Leads = _stage.World.Ledger.Leads,
            SentTwice = _taken.Values.Sum(times => times.Count - 1),
            DeadLetters = deadLetters,
            Took = watch.Elapsed,
        };
    }

    /// <summary>One host dies at a point, or anywhere when the point does not come about, and is started again.</summary>
    private async Task KillOneAsync(HostProcess host, bool silent)
    {
        var point = silent ? KillPoint.Anywhere : (KillPoint)_random.Next(6);
        using var life = new CancellationTokenSource(TimeSpan.FromMilliseconds(_random.Next(150, (int)_plan.LongestLife.TotalMilliseconds)));
        var died = await DieAsync(host, point, life.Token);
        _stage.Disarm();
        if (!died) point = KillPoint.Anywhere;
        lock (_kills) _kills.Add((point, DateTimeOffset.UtcNow));
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

    private async Task TalkAsync(CancellationToken over)
    {
        using var room = new SemaphoreSlim(_plan.AtOnce);
        var conversations = new List<Task>();
        for (var i = 0; i < _plan.Conversations; i++)
        {
            await room.WaitAsync(over);
            var person = Invite(i);
            Interlocked.Increment(ref _begun);
            conversations.Add(Task.Run(async () =>
            {
                await HoldAsync(person, over);
                Interlocked.Increment(ref _ended);
                room.Release();
            }, over));
        }
        await Task.WhenAll(conversations);
    }

    private Person Invite(int i)
    {
        var number = (919_800_000_001 + i).ToString(CultureInfo.InvariantCulture);
        Errand errand;
        if (i % 3 == 2)
        {
            errand = new LeadErrand(i % 2 == 0 ? number[2..] : (9_700_000_001 + i).ToString(CultureInfo.InvariantCulture), 1_000_000 + i, _stage.World.LastCodeFor);
        }
        else
        {
            var agent = (9_600_000_001 + i).ToString(CultureInfo.InvariantCulture);
            var barcode = $"608116-{(i / 10_000) + 1:000}-{i % 10_000:0000000}";
            _stage.World.GiveAgent(agent, "Asha Rao", 50_000, barcode);
            errand = new FastagErrand(agent, [new($"MH12{(char)('A' + (i / 9000))}B{1000 + (i % 9000)}", (9_500_000_001 + i).ToString(CultureInfo.InvariantCulture), barcode)], _stage.World.LastCodeFor);
        }
        var person = new Person(number, errand, new(_plan.Seed + (i * 7919)), mischief: 0.05);
        _people.Add(person);
        return person;
    }

    /// <summary>Holds one conversation to its end.</summary>
    private async Task HoldAsync(Person person, CancellationToken over)
    {
        var inbox = _inboxes.GetOrAdd(person.Number, _ => new());
        await ActAsync(person, person.Nudge(), over);
        var quiet = Stopwatch.StartNew();
        while (!person.Errand.Done && !over.IsCancellationRequested)
        {
            if (inbox.TryDequeue(out var sent))
            {
                quiet.Restart();
                person.Errand.Notice(sent.Text);
                await ActAsync(person, person.Hear(new(sent.Text, [.. sent.Taps.Select(tap => new SeenTap(tap.Id, tap.Title))], sent.Kind == "list")), over);
                continue;
            }
            if (quiet.Elapsed > TimeSpan.FromSeconds(40))
            {
                quiet.Restart();
                await ActAsync(person, person.Nudge(), over);
            }
            if (person.Deeds > DeedsLimit)
            {
                _violations.Enqueue($"{person.Number} gets no further");
                return;
            }
            await Task.Delay(20, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ActAsync(Person person, IReadOnlyList<Deed> deeds, CancellationToken over)
    {
        var deliveries = new List<Task>();
        foreach (var deed in deeds)
        {
            var number = Interlocked.Increment(ref _messages);
            var act = new PhoneAct(person.Number, "Test Person", $"wamid.in.{number.ToString(CultureInfo.InvariantCulture)}", DateTimeOffset.UtcNow);
            var call = deed switch
            {
                Deed.Tap tap => _phone.Tap(act, tap.Payload, tap.Title, tap.List),
                Deed.Photo => _phone.Image(act, SandboxWorld.SamplePhoto, "", "image/jpeg"),
                Deed.Say say => _phone.Text(act, say.Text),
                _ => throw new InvalidOperationException($"{deed.GetType().Name} cannot be sent."),
            };
            deliveries.Add(LaterAsync(call, _line.Next(0, 120)));
            if (_line.Share() < 0.06) _ = LaterAsync(call, _line.Next(0, 8_000));
        }
        await Task.WhenAll(deliveries);

        async Task LaterAsync(WebhookCall call, int milliseconds)
        {
            await Task.Delay(milliseconds, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!over.IsCancellationRequested) await _line.DeliverAsync(call, message: true, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Brings what the channels took to the people, and most status events back.</summary>
    private async Task ReadPhonesAsync(CancellationToken over)
    {
        var after = 0L;
        while (!over.IsCancellationRequested)
        {
            foreach (var sent in _stage.World.Phones.To("", after))
            {
                after = sent.Number;
                Interlocked.Increment(ref _sent);
                if (sent.Reference.Length > 0) _taken.GetOrAdd(sent.Reference, _ => []).Add(sent.At);
                if (sent.Channel != "meta") continue;
                _inboxes.GetOrAdd(sent.To, _ => new()).Enqueue(sent);
                if (_line.Share() < 0.8) _ = _line.DeliverAsync(_line.Status(sent.ProviderId, sent.Reference, sent.To), message: false, over).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
            await Task.Delay(15, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Waits until the outbox is empty.</summary>
    private async Task DrainAsync()
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < LongestEnd)
        {
            using var answer = System.Text.Json.JsonDocument.Parse(await _control.GetStringAsync(new Uri(_hosts[0].Address, "/health/ready")));
            if (answer.RootElement.GetProperty("outbox").GetProperty("pending").GetInt64() == 0) return;
            await Task.Delay(200);
        }
        _violations.Enqueue("the outbox does not run empty");
    }

    /// <summary>Every message that was ever acknowledged, once more: nothing may come of it.</summary>
    private async Task DeliverAllAgainAsync(CancellationToken over)
    {
        var before = _stage.World.Phones.To("", 0) is [.., var last] ? last.Number : 0;
        await Parallel.ForEachAsync(_line.Acknowledged.ToList(), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = over }, async (call, cancel) => await _line.DeliverAsync(call, message: false, cancel));
        await DrainAsync();
        var after = _stage.World.Phones.To("", before);
        if (after.Count > 0) _violations.Enqueue($"messages that were acknowledged before took effect again when delivered again: {after.Count} answers");
    }

    private async Task<long> CheckAsync()
    {
        foreach (var oddity in _line.Oddities.Distinct()) _violations.Enqueue(oddity);
        foreach (var host in _hosts.Where(host => host.Complaint.Length > 0)) _violations.Enqueue($"a host complained: {host.Complaint}");
        var ledger = _stage.World.Ledger;
        foreach (var repeated in ledger.Repeated().Where(line => !line.StartsWith("send ", StringComparison.Ordinal))) _violations.Enqueue($"happened more than once: {repeated}");
        foreach (var (reference, times) in _taken.Where(pair => pair.Value.Count > 1))
            for (var i = 1; i < times.Count; i++)
                if (!_kills.Any(kill => kill.At >= times[i - 1] - TimeSpan.FromSeconds(1) && kill.At <= times[i - 1] + Window)) _violations.Enqueue($"row {reference} went out twice and nobody died between");
        foreach (var person in _people) ToldAndDone.Check(person, ledger, _violations);
        return await KilledDatabase.CheckAsync(_environment, _folder, _stage.Address, _people, _violations);
    }
}

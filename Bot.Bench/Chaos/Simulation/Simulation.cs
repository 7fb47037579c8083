using System.Globalization;
using Bot.Bench.Chaos.People;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Host.Wiring;

namespace Bot.Bench.Chaos.Simulation;

/// <summary>
/// People hold whole conversations with processes that die at every point at which something is written or sent; then what took effect is counted.
/// </summary>
internal sealed class Simulation : ISimulatedChance
{
    private const int StepLimit = 400_000;
    private const int PumpFibers = 3;
    private static readonly string[] ChannelNames = ["meta", "gupshup"];

    private const int ActionsLimit = 1_500;

    private readonly SimulationPlan _plan;
    private readonly Random _random;
    private readonly SimulatedClock _clock = new();
    private readonly Scenario _scenario = new();
    private readonly SimulatedWorld _world;
    private readonly SimulatedStore _store;
    private readonly SimulatedStage _stage;
    private readonly Ledger _ledger;
    private readonly Dictionary<string, Person> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _heard = new(StringComparer.Ordinal);
    private readonly PriorityQueue<Action, (DateTimeOffset At, int Order)> _events = new();
    private readonly List<Delivery> _underWay = [];
    private readonly List<SimulatedProcess> _processes = [];
    private readonly SortedDictionary<string, int> _crashes = new(StringComparer.Ordinal);
    private readonly List<string> _trace = [];
    private readonly List<string> _violations = [];
    private int _order;
    private int _generation;
    private int _points;
    private int _deliveries;
    private int _redeliveries;
    private int _actions;

    private Simulation(SimulationPlan plan, FlowCatalog catalog, IReadOnlyList<OperationContract> fastag)
    {
        (_plan, _random, _world, _store) = (plan, new(plan.Seed), new(_clock), new(_scenario, _clock));
        var channels = ChannelNames.ToDictionary(name => name, name => (IChannel)new SimulatedChannel(name, _world, _scenario, this), StringComparer.Ordinal);
        var stock = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        for (var i = plan.FirstPerson; i < plan.FirstPerson + plan.People; i++) Invite(i, stock);
        _stage = new(catalog, channels, new SimulatedLender(_world, _scenario, this), new SimulatedSms(_world, _scenario, this),
            [.. new SimulatedFastag(_world, _scenario, this, stock).Replace(fastag)], new SimulatedSecrets());
        _ledger = new(_store, _world, _scenario, catalog.Flows, _clock);
        _world.Arrived = Receive;
        _scenario.Blocked = () => _processes.Sum(process => process.Runner.Blocked);
        for (var i = 0; i < plan.Processes; i++) _processes.Add(Begin());
    }

    /// <summary>Contracts of the FASTag partner and of the check of its photos, which are those of the real operations.</summary>
    public static IReadOnlyList<OperationContract> FastagContracts(IReadOnlyList<OperationContract> all) =>
        [.. all.Where(contract => contract.Name.StartsWith("shauryapay.", StringComparison.Ordinal) || contract.Name == ImageCheck.Operation)];

    /// <summary>Runs a plan to its end.</summary>
    public static SimulationResult Run(SimulationPlan plan, FlowCatalog catalog, IReadOnlyList<OperationContract> contracts)
    {
        var simulation = new Simulation(plan, catalog, FastagContracts(contracts));
        simulation.Play();
        return simulation.Result();
    }

    public SimulatedFault Fault(string point)
    {
        if (_plan.FaultShare == 0 || _random.NextDouble() >= _plan.FaultShare) return SimulatedFault.None;
        return (SimulatedFault)_random.Next(1, 4);
    }

    private void Invite(int i, Dictionary<string, IReadOnlyList<string>> stock)
    {
        var number = (919_800_000_001 + i).ToString(CultureInfo.InvariantCulture);
        UserTask task;
        if (i % 3 == 2)
        {
            var own = _random.Next(2) == 0;
            task = new LeadTask(own ? number[2..] : (9_700_000_001 + i).ToString(CultureInfo.InvariantCulture), 1_000_000 + i, _world.CodeOf);
        }
        else
        {
            var agent = (9_600_000_001 + i).ToString(CultureInfo.InvariantCulture);
            var orders = Enumerable.Range(0, 1 + _random.Next(2))
                .Select(n => new FastagOrder($"MH12AB{1000 + (i * 10) + n}", (9_500_000_001 + (i * 10) + n).ToString(CultureInfo.InvariantCulture), $"608116-001-{2000 + (i * 10) + n:0000000}")).ToList();
            stock[agent] = [.. orders.Select(order => order.Barcode)];
            task = new FastagTask(agent, orders, _world.CodeOf);
        }
        var person = new Person(number, task, new(_random.Next()), _plan.Mischief);
        _people.Add(number, person);

        // One in three takes so long that the bot asks whether they are still there.
        var patience = TimeSpan.FromSeconds(i % 3 == 1 ? 700 : 45);
        At(TimeSpan.FromSeconds(_random.Next(20)), () => Act(person, person.Nudge()));
        At(patience, () => NudgeLater(person, patience));
    }

    private SimulatedProcess Begin()
    {
        var process = new SimulatedProcess(++_generation, _store, _stage, _clock, new Complaints(this));
        if (_plan.Processes == 1) _store.ReleaseLeases(process.Outbox.Owner);
        At(TimeSpan.FromSeconds(70), () =>
        {
            if (_processes.Contains(process))
                _scenario.Start("lead recovery", process.Number, () => process.Leads.RecoverIntentsAsync(TimeSpan.FromSeconds(60), CancellationToken.None));
        });
        return process;
    }

    private void Play()
    {
        for (var step = 0; step < StepLimit; step++)
        {
            _scenario.Settle();
            _ledger.Look();
            StartDue();
            var standing = _scenario.Standing;
            var due = _events.TryPeek(out _, out var next) && next.At <= _clock.GetUtcNow();
            if (standing.Count == 0 && !due)
            {
                if (!Wait()) return;
                continue;
            }

            _clock.Advance(TimeSpan.FromMilliseconds(_random.Next(40)));
            var choice = _random.Next(standing.Count + (due ? 1 : 0));
            if (choice == standing.Count) _events.Dequeue()();
            else Pass(standing[choice]);
            if (_actions > ActionsLimit * _plan.People)
            {
                _violations.Add("a conversation does not come to an end");
                return;
            }
        }
        _violations.Add("the simulation does not come to an end");
    }

    /// <summary>A fiber goes on, or its process dies where it stands.</summary>
    private void Pass(Fiber fiber)
    {
        _points++;
        var (point, moment) = fiber.At!.Value;
        var dies = _plan.CrashAt > 0
            ? _points == _plan.CrashAt
            : _crashes.Values.Sum() < _plan.CrashLimit && _random.Next(Math.Max(1, _plan.CrashEvery * Share(point) / 4)) == 0;
        if (_plan.CrashAt == 0 || dies) Note($"{fiber.Name} {(dies ? "dies" : "goes on")} {moment} {point}");
        if (dies) Crash(fiber.Process, $"{moment} {point}");
        else _scenario.GoOn(fiber);
    }

    /// <summary>Most points are looks at the outbox; what has consequences is rarer and dies more often, in quarters of the usual.</summary>
    private static int Share(string point) => point.Split(' ')[0] switch
    {
        "claim" => 16,
        "settle" or "statuses" => 8,
        "commit" or "send" => 3,
        _ => 1,
    };

    private void Crash(int number, string where)
    {
        _crashes[where] = _crashes.GetValueOrDefault(where) + 1;
        _scenario.Lose(number);
        _processes.RemoveAll(process => process.Number == number);
        _processes.Add(Begin());
        _ledger.Crashed(number);
        foreach (var delivery in _underWay.Where(delivery => delivery.Process == number).ToList())
        {
            _underWay.Remove(delivery);
            _redeliveries++;
            At(TimeSpan.FromMilliseconds(_random.Next(500, 40_000)), () => Deliver(delivery.Event));
        }
    }

    /// <summary>Pumps and timers look for work as they would by themselves.</summary>
    private void StartDue()
    {
        var now = _clock.GetUtcNow();
        foreach (var process in _processes)
        {
            if (_store.DueRows(now) > 0 && _scenario.Count(fiber => fiber.Process == process.Number && fiber.Name == "pump") < PumpFibers)
                _scenario.Start("pump", process.Number, () => process.Pump.DrainAsync(CancellationToken.None));
            if (_store.NextTimer() <= now && _scenario.Count(fiber => fiber.Process == process.Number && fiber.Name == "timers") == 0)
                _scenario.Start("timers", process.Number, () => process.Timers.FireDueAsync(CancellationToken.None));
            _scenario.Settle();
        }
    }

    /// <summary>Time passes until something falls due; false when nothing ever will.</summary>
    private bool Wait()
    {
        var next = new[] { _events.TryPeek(out _, out var first) ? first.At : (DateTimeOffset?)null, _store.NextDue(), _store.NextTimer() }.Min();
        if (next is null) return false;
        _clock.MoveTo(next.Value);
        return true;
    }

    private void Receive(TakenMessage taken)
    {
        if (_random.NextDouble() < 0.85) At(TimeSpan.FromMilliseconds(_random.Next(200, 8_000)), () => Deliver(DeliveredStatus(taken)));

        if (taken.Channel != "meta" || !_people.TryGetValue(taken.To, out var person)) return;

        _heard[person.Number] = _clock.GetUtcNow();
        var seen = taken.Message switch
        {
            TextMessage text => new Seen(text.Body, [], false),
            ButtonsMessage buttons => new(buttons.Body, [.. buttons.Buttons.Select(button => new SeenTap(button.Id, button.Title))], false),
            ListMessage list => new(list.Body, [.. list.Rows.Select(row => new SeenTap(row.Id, row.Title))], true),
            _ => new Seen("", [], false),
        };
        Note($"{person.Number} reads: {seen.Text.ReplaceLineEndings(" ")}");
        person.Task.Notice(seen.Text);
        At(TimeSpan.FromMilliseconds(_random.Next(300, 4_000)), () => Act(person, person.Hear(seen)));
    }

    private StatusChanged DeliveredStatus(TakenMessage taken) =>
        new(taken.Channel, _clock.GetUtcNow(), taken.ProviderId, "", taken.Channel == "meta" ? taken.Row : "", DeliveryStatus.Delivered, null);

    private void NudgeLater(Person person, TimeSpan patience)
    {
        if (person.Task.Done) return;
        if (_clock.GetUtcNow() - _heard.GetValueOrDefault(person.Number) >= patience) Act(person, person.Nudge());
        At(patience, () => NudgeLater(person, patience));
    }

    private void Act(Person person, IReadOnlyList<UserAction> actions)
    {
        foreach (var action in actions)
        {
            var id = $"wamid.{++_actions}";
            MessageContent content = action switch
            {
                UserAction.Tap tap => new TapReceived(tap.Payload, tap.Title),
                UserAction.Photo => new MediaReceived("image", new("meta", $"photo-{_actions}", "", "image/jpeg", ""), ""),
                UserAction.Say say => new TextReceived(say.Text),
                _ => throw new InvalidOperationException($"{action.GetType().Name} cannot be sent."),
            };
            var message = new MessageReceived("meta", _clock.GetUtcNow(), id, person.Number, "Test Person", content);
            Note($"{person.Number} {id}: {action}");
            _ledger.Written(message);
            At(TimeSpan.FromMilliseconds(_random.Next(1_500)), () => Deliver(message));
            if (_random.NextDouble() < 0.08) At(TimeSpan.FromMilliseconds(_random.Next(90_000)), () => Deliver(message));
        }
    }

    private void Deliver(ChannelEvent what)
    {
        var process = _processes[_random.Next(_processes.Count)];
        var delivery = new Delivery(what, process.Number);
        _underWay.Add(delivery);
        _deliveries++;
        _scenario.Start("delivery", process.Number, async () =>
        {
            await process.Intake.DispatchAsync([what], CancellationToken.None).ConfigureAwait(false);
            _underWay.Remove(delivery);
            if (what is MessageReceived message) _ledger.Acknowledged(message);
        });
    }

    private void At(TimeSpan from, Action act) => _events.Enqueue(act, (_clock.GetUtcNow() + from, ++_order));

    private void Note(string what) => _trace.Add($"{_clock.GetUtcNow():HH:mm:ss.fff} {what}");

    private SimulationResult Result()
    {
        _ledger.Close([.. _people.Values]);
        return new(_plan)
        {
            Violations = [.. _violations, .. _ledger.Violations],
            Crashes = _crashes,
            Trace = _trace,
            Points = _points,
            Conversations = _people.Count,
            Turns = _ledger.Turns,
            Messages = _world.Taken.Count,
            Tags = _world.Tags.Count,
            Leads = _world.Leads.Count,
            Deliveries = _deliveries,
            Redeliveries = _redeliveries,
            TimersFired = _ledger.TimersFired,
            SentTwice = _ledger.SentTwice,
        };
    }

    private sealed record Delivery(ChannelEvent Event, int Process);

    /// <summary>Our own code must never stumble.</summary>
    private sealed class Complaints(Simulation simulation) : IEngineObserver
    {
        public void OnPoison(string conversation, Input input, Exception exception) => simulation._violations.Add($"{input.GetType().Name} made our own code throw: {exception.GetType().Name}: {exception.Message}");

        public void OnError(string what, Exception exception) => simulation._violations.Add($"{what}: {exception.GetType().Name}: {exception.Message}");
    }
}

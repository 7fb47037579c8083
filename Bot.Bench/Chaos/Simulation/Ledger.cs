using System.Text.Json;
using Bot.Bench.Chaos.People;
using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;

namespace Bot.Bench.Chaos.Simulation;

/// <summary>Counts what took effect while a simulation runs, and says at its end what must never be.</summary>
internal sealed class Ledger
{
    /// <summary>A status event tells within this time whether a message went out; before that it is not sent again.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly SimulatedStore _store;
    private readonly SimulatedWorld _world;
    private readonly Scenario _scenario;
    private readonly FlowSet _flows;
    private readonly SimulatedClock _clock;
    private readonly List<string> _violations = [];
    private readonly Dictionary<(string Conversation, string Id), int> _effects = [];
    private readonly Dictionary<string, (int Process, int Fiber, DateTimeOffset WrittenAt)> _last = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Conversation, string Id), DateTimeOffset> _written = [];
    private readonly HashSet<(string Conversation, string Id)> _acknowledged = [];
    private readonly Dictionary<string, long> _rowOrder = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Record, int Serial), int> _used = [];
    private int _seen;

    public Ledger(SimulatedStore store, SimulatedWorld world, Scenario fibers, FlowSet flows, SimulatedClock clock)
    {
        (_store, _world, _scenario, _flows, _clock) = (store, world, fibers, flows, clock);
        store.Committed = Committed;
        store.Changed = Changed;
    }

    public IReadOnlyList<string> Violations => _violations;

    public int Turns { get; private set; }

    public int TimersFired { get; private set; }

    public int SentTwice { get; private set; }

    public void Written(MessageReceived message) => _written.Add(KeyOf(message), message.At);

    public void Acknowledged(MessageReceived message)
    {
        _acknowledged.Add(KeyOf(message));
        if (_effects.GetValueOrDefault(KeyOf(message)) != 1) Say($"message {message.Id} was acknowledged and took effect {_effects.GetValueOrDefault(KeyOf(message))} times");
    }

    public void Crashed(int process)
    {
        foreach (var conversation in _last.Where(pair => pair.Value.Process == process).Select(pair => pair.Key).ToList()) _last.Remove(conversation);
    }

    /// <summary>Looks at what the channels took since the last look.</summary>
    public void Look()
    {
        for (; _seen < _world.Taken.Count; _seen++)
        {
            var taken = _world.Taken[_seen];
            if (_world.ByRow[taken.Row] is { Count: > 1 } same && same.IndexOf(taken) is > 0 and var at)
            {
                SentTwice++;
                if (taken.At - same[at - 1].At < Grace) Say($"row {taken.Row} was sent again after {(taken.At - same[at - 1].At).TotalSeconds:0.0} s, before its status was waited for");
            }
            else if (taken.Message is not TemplateMessage)
            {
                var conversation = $"{taken.Channel}:{taken.To}";
                var order = Order(taken.Row);
                if (_rowOrder.TryGetValue(conversation, out var before) && order < before) Say($"row {taken.Row} went out after a later one");
                _rowOrder[conversation] = order;
            }
        }
    }

    public void Close(IReadOnlyList<Person> people)
    {
        foreach (var key in _written.Keys.Where(key => _effects.GetValueOrDefault(key) != 1)) Say($"message {key.Id} took effect {_effects.GetValueOrDefault(key)} times");
        foreach (var key in _written.Keys.Where(key => !_acknowledged.Contains(key))) Say($"message {key.Id} was never acknowledged");
        foreach (var ((record, serial), times) in _used.Where(pair => pair.Value > 1)) Say($"code {serial} of {record[..8]} was verified {times} times");
        foreach (var vehicle in _world.Tags.GroupBy(tag => tag.Vehicle).Where(tags => tags.Count() > 1)) Say($"vehicle {vehicle.Key} got {vehicle.Count()} tags");
        foreach (var row in _store.OpenRows()) Say($"row {row.Id} never came to an end: {row.State}");
        foreach (var stored in _store.Conversations().Where(stored => stored.Session.Pending is not null)) Say($"{stored.Conversation} waits for {stored.Session.Pending!.Id}, which nobody makes");
        foreach (var person in people) Close(person);
    }

    private void Close(Person person)
    {
        if (!person.Task.Done) Say($"{person.Number} never got what they came for, after {person.Actions} messages");
        switch (person.Task)
        {
            case FastagTask fastag:
                foreach (var order in fastag.Orders)
                {
                    if (fastag.Activated.Contains(order.Vehicle) && _world.Tags.Count(tag => tag.Vehicle == order.Vehicle) != 1)
                        Say($"{order.Vehicle} was told to be activated and has {_world.Tags.Count(tag => tag.Vehicle == order.Vehicle)} tags");
                }

                break;
            case LeadTask lead when _world.Leads.Values.Count(made => made.Mobile[^10..] == lead.Mobile) is var made
                && (made > 1 || (lead.Applications.Count > 0 && made != 1)):
                Say($"{lead.Mobile} has {made} leads");
                break;
        }
    }

    private void Committed(TurnCommit commit)
    {
        Turns++;
        if (commit.HandledId.StartsWith("timer.", StringComparison.Ordinal)) TimersFired++;
        var key = (commit.Conversation, commit.HandledId);
        _effects[key] = _effects.GetValueOrDefault(key) + 1;
        if (_effects[key] > 1) Say($"{commit.HandledId} took effect twice");
        CheckOrder(commit);
        CheckStands(commit.Session);
    }

    /// <summary>Of two deliveries to one process, the one that came first is handled first, unless the other was written earlier.</summary>
    private void CheckOrder(TurnCommit commit)
    {
        if (_scenario.Current is not { Name: "delivery" } fiber) return;

        var writtenAt = _written.GetValueOrDefault((commit.Conversation, commit.HandledId));
        var overtaken = _last.TryGetValue(commit.Conversation, out var last) && last.Process == fiber.Process && last.Fiber > fiber.Number;
        if (overtaken && last.WrittenAt >= writtenAt) Say($"{commit.HandledId} was handled after a message that came later");
        _last[commit.Conversation] = (fiber.Process, fiber.Number, writtenAt);
    }

    private void CheckStands(Session session)
    {
        for (var i = 0; i < session.Frames.Length; i++)
        {
            var state = _flows.Find(session.Frames[i].Flow)?.Find(session.Frames[i].State);
            var well = i < session.Frames.Length - 1
                ? state is { Subflow: not null }
                : session.Pending is null ? state is { Listens: true } : state is { AwaitsCall: true };
            if (!well) Say($"a session stands on {session.Frames[i].Flow}/{session.Frames[i].State}, where nobody hears it");
        }
    }

    private void Changed(RecordChange change, TurnCommit? turn)
    {
        if (change.Kind != "otp" || change.Body is null) return;

        using var record = JsonDocument.Parse(change.Body);
        if (!record.RootElement.TryGetProperty("Current", out var current) || current.ValueKind != JsonValueKind.Object || current.GetProperty("State").GetString() != "Used") return;
        var key = (change.Key, current.GetProperty("Serial").GetInt32());
        _used[key] = _used.GetValueOrDefault(key) + 1;
        if (turn is null) Say($"code {key.Item2} of {change.Key[..8]} was used up before the conversation heard of it");
    }

    /// <summary>Rows are named by turn and position.</summary>
    private static long Order(string row)
    {
        var parts = row.Split('.');
        return parts.Length == 3 && int.TryParse(parts[1], out var turn) && int.TryParse(parts[2].TrimStart('m'), out var position)
            ? (turn * 1000L) + position
            : long.MaxValue;
    }

    private static (string Conversation, string Id) KeyOf(MessageReceived message) => ($"{message.Channel}:{message.From}", message.Id);

    private void Say(string violation) => _violations.Add(FormattableString.Invariant($"{_clock.GetUtcNow():HH:mm:ss} {violation}"));
}

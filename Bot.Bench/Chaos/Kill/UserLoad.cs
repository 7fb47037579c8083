using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Bot.Bench.Chaos.People;
using Bot.Gateways.Channels.MetaCloud;
using Bot.Host.Wiring;
using Bot.Sandbox.Phones;
using Bot.Sandbox;
using Bot.Sandbox.State;

namespace Bot.Bench.Chaos.Kill;

/// <summary>The people of a run: they write over the line, and read what the channels took.</summary>
internal sealed class UserLoad(KillPlan plan, PartnerStage stage, PhoneLine line, ConcurrentQueue<string> violations)
{
    private const int ActionsLimit = 600;

    private readonly MetaPhone _phone = new(KillEnvironment.AppSecret, MetaGateway.SandboxPhoneNumberId);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<SandboxSent>> _inboxes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, List<DateTimeOffset>> _taken = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<Person> _people = [];
    private int _messages;
    private int _sent;
    private int _begun;
    private int _ended;

    public IEnumerable<Person> People => _people;

    public Arrivals Arrivals { get; } = new();

    public int Ended => _ended;

    public int UnderWay => _begun - _ended;

    /// <summary>People who were told to come back in an hour, and went.</summary>
    public int ToldToWait => _people.Count(person => person.Task.ToldToWait);

    /// <summary>Messages that people wrote.</summary>
    public int Messages => _messages;

    /// <summary>Messages that the channels took for them.</summary>
    public int Sent => _sent;

    /// <summary>When the channels took each outbox row, by its id.</summary>
    public IReadOnlyDictionary<string, List<DateTimeOffset>> Taken => _taken;

    /// <summary>Holds every conversation of the plan to its end, so many at once.</summary>
    public async Task TalkAsync(CancellationToken over)
    {
        using var room = new SemaphoreSlim(plan.AtOnce);
        var conversations = new List<Task>();
        for (var i = 0; i < plan.Conversations; i++)
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
        UserTask task;
        if (i % 3 == 2)
        {
            task = new LeadTask(i % 2 == 0 ? number[2..] : (9_700_000_001 + i).ToString(CultureInfo.InvariantCulture), 1_000_000 + i,
                stage.World.LastCodeFor);
        }
        else
        {
            var agent = (9_600_000_001 + i).ToString(CultureInfo.InvariantCulture);
            var barcode = $"608116-{(i / 10_000) + 1:000}-{i % 10_000:0000000}";
            stage.World.GiveAgent(agent, "Asha Rao", 50_000, barcode);
            task = new FastagTask(agent, [new($"MH12{(char)('A' + (i / 9000))}B{1000 + (i % 9000)}", (9_500_000_001 + i).ToString(CultureInfo.InvariantCulture), barcode)], stage.World.LastCodeFor);
        }
        var person = new Person(number, task, new(plan.Seed + (i * 7919)), mischief: 0.05);
        _people.Add(person);
        return person;
    }

    /// <summary>Holds one conversation to its end.</summary>
    private async Task HoldAsync(Person person, CancellationToken over)
    {
        var inbox = _inboxes.GetOrAdd(person.Number, _ => new());
        await ActAsync(person, person.Nudge(), over);
        var quiet = Stopwatch.StartNew();
        while (!person.Task.Done && !over.IsCancellationRequested)
        {
            if (inbox.TryDequeue(out var sent))
            {
                quiet.Restart();
                person.Task.Notice(sent.Text);
                await ActAsync(person, person.Hear(new(sent.Text, [.. sent.Taps.Select(tap => new SeenTap(tap.Id, tap.Title))], sent.Kind == "list")), over);
                continue;
            }
            if (quiet.Elapsed > TimeSpan.FromSeconds(40))
            {
                quiet.Restart();
                await ActAsync(person, person.Nudge(), over);
            }
            if (person.Actions > ActionsLimit)
            {
                violations.Enqueue($"{person.Number} gets no further");
                return;
            }
            await Task.Delay(20, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ActAsync(Person person, IReadOnlyList<UserAction> actions, CancellationToken over)
    {
        var deliveries = new List<Task>();
        foreach (var action in actions)
        {
            var number = Interlocked.Increment(ref _messages);
            var act = new PhoneAct(person.Number, "Test Person", $"wamid.in.{number.ToString(CultureInfo.InvariantCulture)}", DateTimeOffset.UtcNow);
            var call = action switch
            {
                UserAction.Tap tap => _phone.Tap(act, tap.Payload, tap.Title, tap.List),
                UserAction.Photo => _phone.Image(act, SandboxWorld.SamplePhoto, "", "image/jpeg"),
                UserAction.Say say => _phone.Text(act, say.Text),
                _ => throw new InvalidOperationException($"{action.GetType().Name} cannot be sent."),
            };
            deliveries.Add(LaterAsync(act, call, line.Next(0, 120)));
            if (line.Share() < 0.06) _ = LaterAsync(act, call, line.Next(0, 8_000));
        }
        await Task.WhenAll(deliveries);

        async Task LaterAsync(PhoneAct act, WebhookCall call, int milliseconds)
        {
            await Task.Delay(milliseconds, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (over.IsCancellationRequested) return;

            Arrivals.Came(person.Number, act.MessageId);
            await line.DeliverAsync(call, message: true, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!over.IsCancellationRequested) Arrivals.Acknowledged(person.Number, act.MessageId);
        }
    }

    /// <summary>Brings what the channels took to the people, and most status events back.</summary>
    public async Task ReadPhonesAsync(CancellationToken over)
    {
        var after = 0L;
        while (!over.IsCancellationRequested)
        {
            foreach (var sent in stage.World.Phones.To("", after))
            {
                after = sent.Number;
                Interlocked.Increment(ref _sent);
                if (sent.Reference.Length > 0) _taken.GetOrAdd(sent.Reference, _ => []).Add(sent.At);
                if (sent.Channel != "meta") continue;
                _inboxes.GetOrAdd(sent.To, _ => new()).Enqueue(sent);
                if (line.Share() < 0.8)
                {
                    _ = line.DeliverAsync(line.Status(sent.ProviderId, sent.Reference, sent.To), message: false, over)
                        .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                }
            }
            await Task.Delay(15, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

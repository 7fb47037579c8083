using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Bot.Bench.Hosts;
using Bot.Bench.Load;
using Bot.Bench.Rows;
using Bot.Host.Publishing;
using Bot.Host.Replays;
using Bot.Host.Settings;
using Bot.Host.Wiring;
using Bot.Sandbox.Phones;
using Bot.Storage.Abstractions;
using Microsoft.Extensions.Configuration;

namespace Bot.Bench.Publishing;

/// <summary>
/// <c>publish</c>: a version is published to people who are in the middle of the one before. The host is killed while it publishes, and again while they
/// write; what was not acknowledged is delivered again, and so is everything else.
/// </summary>
internal sealed class PublishRun : IDisposable
{
    private const int AtOnce = 32;

    private readonly BenchFolder _folder = new();
    private readonly RecordingPeer _peer = new();
    private readonly MetaPhone _phone = new(BotProcess.AppSecret, BotProcess.PhoneNumberId);
    private readonly IConfiguration _configuration;
    private readonly int _people;
    private readonly ConcurrentDictionary<int, bool> _acknowledged = [];

    private PublishRun(int people)
    {
        _people = people;
        _configuration = StageConfiguration.In(_folder.Path, FlowTools.Folder, BotProcess.Settings(_folder.Path, 0, _peer.Port));
    }

    /// <returns>0 when everyone went on as planned.</returns>
    public static async Task<int> PrintAsync(int people, TextWriter output)
    {
        var came = await RunAsync(people);
        await output.WriteLineAsync(came.ToString());
        return came is { Stranded: 0, ToldTwice: 0, NotTold: 0, ToldForNothing: 0 } ? 0 : 1;
    }

    public static async Task<PublishOutcome> RunAsync(int people)
    {
        using var run = new PublishRun(people);
        return await run.PlayAsync();
    }

    public void Dispose()
    {
        _peer.Dispose();
        _folder.Dispose();
    }

    private async Task<PublishOutcome> PlayAsync()
    {
        PublishPlan plan;
        TimeSpan planned;
        await using (var store = await OpenAsync())
        {
            var tools = PublishingServices.On(store, _configuration, TimeProvider.System);
            var first = VisitFlow.Beside(FlowTools.Folder);
            await tools.Register.BeginAsync(first.WriteTo(Path.Combine(_folder.Path, "first")), CancellationToken.None);
            await tools.Register.AddAsync(first.With(VisitFlow.Second), "bench", "", CancellationToken.None);
            await LivePeople.FillAsync(store, _people, TimeProvider.System.GetUtcNow());
            var begun = Stopwatch.GetTimestamp();
            plan = await tools.Plans.MakeAsync(new PlanRequest(2, null, []).Untried(), "account:bench", new VersionTrial(), (_, _, _) => { }, CancellationToken.None);
            planned = Stopwatch.GetElapsedTime(begun);
        }

        await using (var killed = await StartAsync())
        {
            using var client = ClientOf(killed);
            var publishing = PublishAsync(client, plan.Id);
            killed.Kill();
            await publishing;
        }

        TimeSpan published;
        await using (var host = await StartAsync())
        {
            using var client = ClientOf(host);
            var begun = Stopwatch.GetTimestamp();

            // 409: it was carried out before the host died.
            if (await PublishAsync(client, plan.Id) is not (HttpStatusCode.OK or HttpStatusCode.Conflict)) throw new InvalidOperationException("It was not published.");
            published = Stopwatch.GetElapsedTime(begun);
            await DeliverAsync(client, Enumerable.Range(0, _people), () =>
            {
                if (_acknowledged.Count == _people / 2) host.Kill();
            });
        }

        var died = _acknowledged.Count;
        TimeSpan moved;
        await using (var again = await StartAsync())
        {
            using var client = ClientOf(again);
            var begun = Stopwatch.GetTimestamp();
            await DeliverAsync(client, Enumerable.Range(0, _people).Where(person => !_acknowledged.ContainsKey(person)), () => { });
            moved = Stopwatch.GetElapsedTime(begun);
            await DeliverAsync(client, Enumerable.Range(0, _people), () => { });
        }

        await using var after = await OpenAsync();
        return await JudgeAsync(after, new(_people, plan.Groups, planned, published, died, moved));
    }

    private async Task<PublishOutcome> JudgeAsync(IStore store, PublishOutcome outcome)
    {
        for (var person = 0; person < _people; person++)
        {
            var told = (await store.TranscriptAsync(LivePeople.KeyOf(person), 20, CancellationToken.None))
                .SelectMany(turn => turn.Lines).Count(line => line.Direction == "out" && line.Text.Contains("was improved", StringComparison.Ordinal));
            var session = (await store.LoadAsync(LivePeople.KeyOf(person), CancellationToken.None))!.Session;
            var goesOn = LivePeople.StateOf(person) == "size" ? session.Frames.IsEmpty : session.Top is { Flow: VisitFlow.Name, State: "size" };
            if (!goesOn || session.FlowsVersion != 2 || !_acknowledged.ContainsKey(person)) outcome = outcome with { Stranded = outcome.Stranded + 1 };
            if (told > 1) outcome = outcome with { ToldTwice = outcome.ToldTwice + 1 };
            if (told == 0 && LivePeople.StateOf(person) == "colour") outcome = outcome with { NotTold = outcome.NotTold + 1 };
            if (told > 0 && LivePeople.StateOf(person) != "colour") outcome = outcome with { ToldForNothing = outcome.ToldForNothing + 1 };
        }

        return outcome;
    }

    private async Task DeliverAsync(HttpClient client, IEnumerable<int> people, Action acknowledged) =>
        await Parallel.ForEachAsync(people, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (person, cancel) =>
        {
            try
            {
                var call = _phone.Text(new(LivePeople.NumberOf(person), "Asha Rao", $"wamid.published.{person}", TimeProvider.System.GetUtcNow()), LivePeople.AnswerOf(person));
                using var request = new HttpRequestMessage(HttpMethod.Post, call.Path) { Content = new ByteArrayContent(call.Body) };
                foreach (var (name, value) in call.Headers) request.Headers.TryAddWithoutValidation(name, value);
                using var answer = await client.SendAsync(request, cancel);
                if (answer.StatusCode != HttpStatusCode.OK) return;
                lock (_acknowledged)
                {
                    _acknowledged[person] = true;
                    acknowledged();
                }
            }
            catch (HttpRequestException)
            {
                // The host is dead; it is delivered again.
            }
        });

    /// <returns>Null when no answer came.</returns>
    private static async Task<HttpStatusCode?> PublishAsync(HttpClient client, string plan)
    {
        try
        {
            using var answer = await client.PostAsJsonAsync("/flows/versions/2/publish", new { plan });
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static HttpClient ClientOf(BotProcess host) =>
        new() { BaseAddress = new($"http://127.0.0.1:{host.Port}"), DefaultRequestHeaders = { { "X-API-Key", BotProcess.ApiKey } } };

    private Task<BotProcess> StartAsync() =>
        BotProcess.StartAsync(BotProcess.Built, _folder.Path, _peer.Port, new Dictionary<string, string> { ["FLOWS_FROM"] = "database" });

    private Task<IStore> OpenAsync() => DatabaseOptions.Of(_configuration).Address.CreateAsync(SealingOptions.SealerOf(_configuration), TimeProvider.System);
}

/// <summary>What came of a run.</summary>
/// <param name="Groups">As the plan told them.</param>
/// <param name="Planned">How long the plan took: every live session is read.</param>
/// <param name="Published">How long carrying it out took.</param>
/// <param name="Died">How many had been answered when the host was killed.</param>
/// <param name="Moved">How long the others took.</param>
internal sealed record PublishOutcome(int People, IReadOnlyList<SessionGroup> Groups, TimeSpan Planned, TimeSpan Published, int Died, TimeSpan Moved)
{
    /// <summary>Those whose next message did not bring them where the plan said.</summary>
    public int Stranded { get; init; }

    public int ToldTwice { get; init; }

    public int NotTold { get; init; }

    public int ToldForNothing { get; init; }

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{People} people: plan {Planned.TotalSeconds:0.0} s, publication {Published.TotalSeconds:0.00} s, killed after {Died} turns, the others in {Moved.TotalSeconds:0.0} s; stranded {Stranded}, told twice {ToldTwice}, not told {NotTold}, told for nothing {ToldForNothing}");
}

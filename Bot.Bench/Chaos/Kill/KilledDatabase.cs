using System.Collections.Concurrent;
using Bot.Bench.Chaos.People;
using Bot.Engine.Conversations;
using Bot.Host.Settings;
using Bot.Host.Wiring;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Bench.Chaos.Kill;

/// <summary>What the killed hosts left behind.</summary>
internal static class KilledDatabase
{
    /// <summary>Opens the database as the hosts did and looks at every session.</summary>
    public static async Task<KilledCounts> CheckAsync(IReadOnlyDictionary<string, string> environment, string folder, string partners, IEnumerable<Person> people, Arrivals arrivals, ConcurrentQueue<string> violations)
    {
        var settings = SettingsFactory.Create(SettingSources.From(environment, folder, folder), folder, folder);
        await using var engine = await BotEngine.OpenAsync(settings, partners, TimeProvider.System, new Observers([]), NullLoggerFactory.Instance);
        foreach (var person in people)
        {
            if (await engine.Store.LoadAsync($"meta:{person.Number}", CancellationToken.None) is not { } stored)
            {
                violations.Enqueue($"{person.Number} has no session");
                continue;
            }
            if (stored.Session.Pending is { } pending) violations.Enqueue($"{person.Number} waits for {pending.Id}, which nobody makes");
            if (stored.Session.Turn != stored.Version) violations.Enqueue($"{person.Number} stands at turn {stored.Session.Turn} of version {stored.Version}");
            if (stored.Session.Top is { } top && stored.Session.Pending is null && engine.Shelf.Flows.Find(top.Flow)?.Find(top.State) is not { Listens: true }) violations.Enqueue($"{person.Number} stands on {top.Flow}/{top.State}, where nobody hears it");
        }
        foreach (var oddity in await engine.Store.IntegrityCheckAsync(CancellationToken.None)) violations.Enqueue(oddity);
        var timers = await KillCases.CheckAsync(settings.Database, arrivals, violations);
        return new(timers, (await engine.Store.HealthAsync(DateTimeOffset.UtcNow, CancellationToken.None)).DeadLetters);
    }
}

internal sealed record KilledCounts(int Timers, long DeadLetters);

using System.Collections.Concurrent;
using Bot.Bench.Chaos.People;
using Bot.Engine.Conversations;
using Bot.Gateways.Settings;
using Bot.Host.Settings;
using Bot.Host.Wiring;
using Microsoft.Extensions.Configuration;

namespace Bot.Bench.Chaos.Kill;

/// <summary>What the killed hosts left behind.</summary>
internal static class KilledDatabase
{
    /// <summary>Opens the database as the hosts did and looks at every session.</summary>
    public static async Task<KilledCounts> CheckAsync(IReadOnlyDictionary<string, string> environment, string folder, string partners,
        IEnumerable<Person> people, SeenFromOutside seen, ConcurrentQueue<string> violations)
    {
        IConfiguration configuration = BotConfiguration.From(environment, folder, folder);
        configuration[GatewayModes.SandboxKey] = partners;
        var letters = await LookAsync(configuration, people, violations);
        var sealer = SealingOptions.SealerOf(configuration);
        await using var store = await DatabaseOptions.Of(configuration).Address.OpenAsync(sealer, TimeProvider.System);
        return new(await KillCases.CheckAsync(store, sealer, seen, violations), letters);
    }

    /// <summary>As the bot sees it; the number of dead letters.</summary>
    private static async Task<long> LookAsync(IConfiguration configuration, IEnumerable<Person> people, ConcurrentQueue<string> violations)
    {
        await using var bot = await HeadlessBot.OpenAsync(configuration, TimeProvider.System, new Observers([]));
        foreach (var person in people)
        {
            if (await bot.Store.LoadAsync($"meta:{person.Number}", CancellationToken.None) is not { } stored)
            {
                violations.Enqueue($"{person.Number} has no session");
                continue;
            }
            if (stored.Session.Pending is { } pending) violations.Enqueue($"{person.Number} waits for {pending.Id}, which nobody makes");
            if (stored.Session.Turn != stored.Version) violations.Enqueue($"{person.Number} stands at turn {stored.Session.Turn} of version {stored.Version}");
            if (stored.Session.Top is { } top && stored.Session.Pending is null && bot.Catalog.Flows.Find(top.Flow)?.Find(top.State) is not { Listens: true })
                violations.Enqueue($"{person.Number} stands on {top.Flow}/{top.State}, where nobody hears it");
        }
        foreach (var oddity in await bot.Store.IntegrityCheckAsync(CancellationToken.None)) violations.Enqueue(oddity);
        return (await bot.Store.HealthAsync(DateTimeOffset.UtcNow, CancellationToken.None)).DeadLetters;
    }
}

internal sealed record KilledCounts(int Timers, long DeadLetters);

/// <summary>What a run knows without the database.</summary>
/// <param name="Again">Ids of the rows that were sent while all that was ever acknowledged was delivered again.</param>
internal sealed record SeenFromOutside(Arrivals Arrivals, IReadOnlyList<string> Again);

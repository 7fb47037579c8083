using Bot.Bench.Chaos.Kill;
using Bot.Bench.Hosts;
using Bot.Host.Wiring;

namespace Bot.Bench.Chaos.Stories;

/// <summary>
/// <c>cluster story</c>: one person's conversation, told line by line, that moves over three hosts while each of them is killed once. Every message goes to
/// another host than the one that holds the conversation, where there is one.
/// </summary>
internal static class ClusterStory
{
    private static readonly string[] Said = ["loan", "1", "50 lakh", "20", "Ravi", "Kumar", "ABCPD1234E", "ravi.kumar@example.com", "15-06-1990", "1"];

    public static async Task<int> PlayAsync(TextWriter output)
    {
        await output.WriteLineAsync("One conversation over three hosts, each of which is killed once.");
        await using var database = await PostgresCluster.StartAsync();
        var plan = new KillPlan { Hosts = StoryHosts.Count, Cluster = true, Database = await database.CreateDatabaseAsync("story"), Flows = FlowTools.Folder };
        await using var stage = await PartnerStage.OpenAsync();
        using var hosts = new StoryHosts(plan, stage);
        var log = new StoryLog(output);
        await hosts.StartAllAsync();
        log.Tell("A, B and C are one cluster");
        using var person = new StoryPerson(stage, hosts, log);

        await person.SayAsync(Said[0]);
        await person.SayAsync(Said[1]);

        // Two deaths, one after the other, and the last one left has it.
        var first = await KillHolderAsync(hosts, log);
        await person.SayAsync(Said[2]);
        await person.SayAsync(Said[3]);
        await hosts.SeenAsync(StoryHosts.Count - 1);
        log.Tell("the others have given it up");
        await person.SayAsync(Said[4]);
        var second = await KillHolderAsync(hosts, log);
        await person.SayAsync(Said[5]);
        await person.SayAsync(Said[6]);
        await hosts.StartAsync(first);
        await hosts.StartAsync(second);
        await hosts.SeenAsync(StoryHosts.Count);
        log.Tell($"{StoryHosts.Name(first)} and {StoryHosts.Name(second)} are started again and have joined");
        await person.SayAsync(Said[7]);

        var third = StoryHosts.Others(first, second);
        log.Tell($"SIGKILL to {StoryHosts.Name(third)}, which {(await hosts.HolderAsync() == third ? "holds" : "does not hold")} the conversation");
        hosts.Kill(third);
        await person.SayAsync(Said[8]);
        await hosts.StartAsync(third);
        await hosts.SeenAsync(StoryHosts.Count);
        log.Tell($"{StoryHosts.Name(third)} is started again and has joined");
        await person.SayAsync(Said[9]);

        var (version, turns, inputs) = await CountAsync(plan.Database);
        log.Tell($"in the database: the session at version {version}, {turns} turns of {inputs} different messages; {Said.Length} were said, {person.Heard} answered");
        return version == turns && turns == inputs && turns >= Said.Length && person.Heard == Said.Length ? 0 : 1;
    }

    private static async Task<int> KillHolderAsync(StoryHosts hosts, StoryLog log)
    {
        var holder = await hosts.HolderAsync() ?? throw new InvalidOperationException("No host holds the conversation.");
        log.Tell($"SIGKILL to {StoryHosts.Name(holder)}, which holds the conversation");
        hosts.Kill(holder);
        return holder;
    }

    private static async Task<(long Version, long Turns, long Inputs)> CountAsync(string url)
    {
        await using var connection = await PostgresCluster.ConnectAsync(url);
        await using var command = connection.CreateCommand();
        command.CommandText = "select (select max(version) from sessions), count(*), count(distinct handled) from turns where version > 0";
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }
}

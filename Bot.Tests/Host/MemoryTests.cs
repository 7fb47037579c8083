using System.Globalization;
using Bot.Host.Webhooks;
using Bot.Tests.Host.Http;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;

namespace Bot.Tests.Host;

/// <summary>The program itself with the limit that docs/faults.md names, under more than it can keep in memory.</summary>
public sealed class MemoryTests
{
    private const int HeapLimit = 32 << 20;

    /// <summary>What a process has besides its heap: SQLite's caches, which may take all of it, compiled code and stacks.</summary>
    private const long BesidesTheHeap = 96L << 20;

    private const int People = 2500;

    private const string Key = "a-key-that-is-long-enough-to-be-one";
    private const int AtOnce = 32;

    /// <summary>Each announces 3 MB: 900 MB in all.</summary>
    private const int Strangers = 300;

    [Fact]
    public async Task A_host_with_a_limit_stays_below_it_under_a_burst_and_goes_on_answering()
    {
        await using var host = await BotHost.StartAsync(new()
        {
            AsProcess = true,
            Settings = new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = HeapLimit.ToString("X", CultureInfo.InvariantCulture) },
        });
        var text = new string('x', 3000);

        await Parallel.ForEachAsync(Enumerable.Range(0, People), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (person, _) =>
        {
            // As providers do: what a slow disk keeps from being stored in time is delivered again.
            while (await host.DeliverAsync($"9198{person:00000000}", $"m{person}", text) is var status and not 200) status.Should().Be(503);
        });

        (await host.DeliverAsync("919700000001", "after", "fastag")).Should().Be(200);
        (await host.GetAsync("/health/ready")).Status.Should().Be(200);
        (await PrivateBytesAsync(host.ProcessId)).Should().BeLessThan(HeapLimit + BesidesTheHeap);
    }

    [Fact]
    public async Task A_stranger_who_announces_more_than_the_heap_holds_takes_none_of_it()
    {
        await using var host = await BotHost.StartAsync(new()
        {
            AsProcess = true,
            Settings = new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = (HeapLimit * 2).ToString("X", CultureInfo.InvariantCulture) },
        });
        var strangers = new List<RawConnection>();
        try
        {
            for (var i = 0; i < Strangers; i++)
            {
                strangers.Add(await RawConnection.OpenAsync(host.Address));
                await strangers[^1].AnnounceAsync(WebhookEndpoint.BodyLimit, "{");
            }

            (await host.DeliverAsync("919700000002", "beside", "fastag")).Should().Be(200);
            host.Lives.Should().BeTrue();
            strangers.Select(stranger => stranger.Received()).Should().NotContain(answer => answer.StartsWith("HTTP/1.1 500"), "memory was taken for them, and ran out");
        }
        finally
        {
            strangers.ForEach(stranger => stranger.Dispose());
        }
    }

    /// <summary>300 MB of requests in all, of which next to nothing is taken in while the answers to the first ones wait.</summary>
    [Fact]
    public async Task A_stranger_who_reads_no_answer_has_no_requests_kept()
    {
        await using var host = await BotHost.StartAsync(new()
        {
            AsProcess = true,
            Settings = new Dictionary<string, string>
            {
                ["DOTNET_GCHeapHardLimit"] = (HeapLimit * 2).ToString("X", CultureInfo.InvariantCulture),
                ["API_KEYS"] = $"reader:{Key}",
            },
        });

        // With a key, as nothing else is given out without end.
        const string request = $"GET /openapi/v1.json HTTP/1.1\r\nHost: 127.0.0.1\r\nX-API-Key: {Key}\r\n\r\n";
        (await host.GetAsync("/openapi/v1.json")).Status.Should().Be(200);
        var requests = string.Concat(Enumerable.Repeat(request, (1 << 20) / request.Length));
        var (strangers, sending) = (new List<RawConnection>(), new List<Task>());
        try
        {
            for (var i = 0; i < Strangers; i++)
            {
                strangers.Add(await RawConnection.OpenAsync(host.Address));
                sending.Add(strangers[^1].SendAsync(requests));
            }

            await Eventually.Holds(() => strangers.TrueForAll(stranger => stranger.HasAnswer));
            for (var i = 0; i < AtOnce; i++) (await host.DeliverAsync("919700000003", $"between{i}", "fastag")).Should().Be(200);
            host.Lives.Should().BeTrue();
        }
        finally
        {
            strangers.ForEach(stranger => stranger.Dispose());
            await Task.WhenAll(sending);
        }
    }

    /// <summary>What the process holds that is no file's.</summary>
    private static async Task<long> PrivateBytesAsync(int process)
    {
        var line = (await File.ReadAllLinesAsync($"/proc/{process}/status")).Single(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
        return long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }
}

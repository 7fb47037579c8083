using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;

namespace Bot.Tests.Storage;

/// <summary>The program itself, whose database file can no longer be written while it runs, and then can again.</summary>
public sealed class UnwritableTests
{
    private const string Person = "919800000001";

    // Immutable files come near a disk that turns read-only, where they can be had; the limit can be had everywhere.
    public static TheoryData<string, string> Faults
    {
        get
        {
            var faults = new TheoryData<string, string>();
            foreach (var store in new[] { "sqlite", "litedb" })
                foreach (var fault in FileFault.CanBeImmutable ? new[] { "limit", "immutable" } : ["limit"]) faults.Add(store, fault);
            return faults;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Nothing_is_taken_while_the_file_cannot_be_written_and_the_host_goes_on_by_itself(string store, string kind)
    {
        var fault = kind == "limit" ? FileFault.SizeLimit : FileFault.Immutable;
        using var folder = new TemporaryFolder();
        var settings = new Dictionary<string, string> { ["DATABASE_URL"] = $"{store}:///{Path.Combine(folder.Path, "bot.db")}" };
        await using var host = await BotHost.StartAsync(new() { AsProcess = true, Folder = folder.Path, Settings = settings });
        var process = host.ProcessId;
        (await host.DeliverAsync(Person, "m1", "fastag")).Should().Be(200);
        await Eventually.Holds(() => IsAnsweredAsync(host, 1));

        fault.Begin(host);
        try
        {
            for (var delivery = 0; delivery < 3; delivery++) (await host.DeliverAsync(Person, "m2", "12345")).Should().Be(503);
            var (status, body) = await host.GetAsync("/health/ready");
            status.Should().Be(503);
            body.GetProperty("database").GetString().Should().Be(kind == "limit" ? "down" : "read-only");
            host.Lives.Should().BeTrue();
        }
        finally
        {
            fault.End(host);
        }

        (await host.DeliverAsync(Person, "m2", "12345")).Should().Be(200);
        (await host.DeliverAsync(Person, "m2", "12345")).Should().Be(200);
        (await host.DeliverAsync(Person, "m1", "fastag")).Should().Be(200);
        await Eventually.Holds(() => IsAnsweredAsync(host, 2));
        (await host.ReadyAsync()).Should().Be("ready");
        host.ProcessId.Should().Be(process);
        host.Lives.Should().BeTrue();
    }

    /// <summary>Each message has one reply, and nothing more is about to leave.</summary>
    private static async Task<bool> IsAnsweredAsync(BotHost host, int messages) =>
        await host.PendingAsync() == 0 && await host.SentAsync(Person) == messages;
}

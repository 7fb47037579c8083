using System.Text;
using Bot.Engine.Abstractions;
using Bot.Host.Replays;
using Bot.Sandbox;
using Bot.Storage.Abstractions;
using Bot.Tests.Support;

namespace Bot.Tests.Storage;

/// <summary>A whole registration and a lead, and what of them may lie nowhere in clear.</summary>
internal static class ClearText
{
    /// <summary>The phone, other numbers that are written, the plate, the barcode, the profile's name and what is given.</summary>
    public static readonly string[] Registration = ["9800000001", "9876500009", "9876500001", "MH12AB1234", "608116-001-0001234", "0001234", "Test Person", "Kumar"];

    /// <summary>The same of the database of the earlier build.</summary>
    public static readonly string[] OldDatabase =
        ["9198000001", "98000001", "9812345678", "MH12AB12", "608116-001-000123", "Test Person"];

    /// <summary>A registration, a lead, and a lead for another number, over each channel.</summary>
    public static TheoryData<string, string> Conversations
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var channel in SandboxWorld.Channels)
            {
                foreach (var file in new[] { "fastag-assign/happy-path.replay", "loan-lead/happy-path.replay", "loan-lead/other-number.replay" }) data.Add(file, channel);
            }

            return data;
        }
    }

    /// <summary>Plays one into a database.</summary>
    /// <param name="database">As in <c>DATABASE_URL</c>.</param>
    public static async Task PlayAsync(string file, string channel, string database)
    {
        var (script, issues) = ReplayScript.Read(file, await File.ReadAllTextAsync(Path.Combine(Repository.Flows, file)));
        issues.Should().BeEmpty();
        var begin = (database, new VirtualClock().GetUtcNow());
        (await ReplayPlayer.PlayAsync(script, Repository.Flows, new RecordingObserver(), begin, channel)).Should().BeNull();
    }

    /// <summary>Messages that do not arrive, and calls that nobody can tell the end of, in the words of partners that name the person.</summary>
    public static async Task FailAsync(IStore store, ManualClock clock)
    {
        var now = clock.Now;
        const string why = "9800000001 of Test Person with MH12AB1234 and 608116-001-0001234 is refused";
        SendFailure failure = new("131026", why, FailureAction.GiveUp);
        (await store.CommitAsync(
            new()
            {
                Conversation = "meta:919800000001",
                ExpectedVersion = 0,
                Session = new() { Id = "s1" },
                Facts = new("meta", "919800000001", "Test Person", now),
                HandledId = "wamid.919800000001",
                At = now,
                Outbox = [new NewMessage("m1", new TextMessage("hello")), new NewMessage("m2", new TextMessage("9800000001"))],
            },
            default)).Should().Be(CommitResult.Committed);
        StatusChanged Failed(string id) => new("meta", now, id, "", "", DeliveryStatus.Failed, failure) { Price = new(true, "service", "regular") };

        (await store.ClaimAsync("a", now, TimeSpan.FromMinutes(1), 1, default)).Should().ContainSingle();
        await store.ApplyStatusesAsync([Failed("wamid.9800000001.1"), Failed("wamid.9800000001.late")], default);
        await store.SettleAsync("a", [new OutboxSettlement.Sent("m1", "wamid.9800000001.1", now)], default);
        (await store.ClaimAsync("a", now, TimeSpan.FromMinutes(1), 1, default)).Should().ContainSingle();
        await store.SettleAsync("a", [new OutboxSettlement.Later("m2", now, why)], default);
        (await store.OutboxAsync("meta:919800000001", finished: false, 10, default)).Should().ContainSingle().Which.Failure.Should().Be(why);
        (await store.ClaimAsync("a", now, TimeSpan.FromMinutes(1), 1, default)).Should().ContainSingle();
        await store.SettleAsync("a", [new OutboxSettlement.GivenUp("m2", why, now)], default);
        await store.AddDeadLetterAsync(new("wamid.919800000001", "meta:919800000001", "poison", why, "", now), default);

        var found = await store.FailedAsync(Failed("wamid.9800000001.1"), default);
        found.Should().Be(new FailedMessage("m1", "meta:919800000001", "meta", "919800000001", "text", $"131026: {why}"));
        (await store.DeadLettersAsync(10, default)).Should().HaveCount(2).And.OnlyContain(letter => letter.Reason == why);
    }

    /// <summary>Which of the texts stand in bytes, with what stands around each.</summary>
    public static IEnumerable<string> In(byte[] bytes, IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            if (bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) is var at and >= 0)
                yield return $"{text}: {Encoding.Latin1.GetString(bytes, Math.Max(0, at - 80), Math.Min(160, bytes.Length - Math.Max(0, at - 80)))}";
        }
    }
}

using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Storage.Sealing;
using Bot.Storage.Spool;
using Bot.Storage.Sqlite;
using Bot.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Tests.Storage.Spool;

public sealed class EventSpoolTests : IDisposable
{
    private static readonly ConversationFacts Facts = new("meta", "919800000001", "Asha", new(2026, 1, 15, 6, 0, 0, TimeSpan.Zero));
    private static readonly StoreUnavailableException Gone = new("gone");

    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();

    [Theory]
    [MemberData(nameof(Inputs))]
    public async Task What_was_kept_is_heard_as_it_was_said_but_now(Input input)
    {
        await using (var store = Open())
            await (await SpoolOf(store)).KeepAsync("meta:1", Facts, input, Gone);
        var now = _clock.Now.AddHours(3);

        await using var again = Open();
        var row = (await (await SpoolOf(again)).OldestAsync(default)).Should().ContainSingle().Which;

        row.Event.Input!.HeardAt(now).Should().Be(input with { At = now });
        (row.Event.Conversation, row.Event.Facts).Should().Be(("meta:1", Facts));
    }

    public static TheoryData<Input> Inputs =>
    [
        new HeardText("m1", default, "नमस्ते \"x\"\n"),
        new HeardTap("m1", default, "yes:1", "Yes"),
        new HeardTap("m1", default, "", "Yes"),
        new HeardImage("m1", default, new("meta", "77", "", "image/jpeg", "ab")),
        new HeardOther("m1", default, "sticker"),
        new HeardOther("m1", default, "text"),
        new HeardOther("m1", default, "location") { Content = "18.520430,73.856744" },
        new HeardOther("m1", default, "audio") { Content = new MediaReference("meta", "78", "", "audio/ogg", "cd").ToValue() },
    ];

    [Fact]
    public async Task Delivery_events_come_back_whole()
    {
        var status = new StatusChanged("meta", _clock.Now, "p1", "o1", "r1", DeliveryStatus.Failed, new("131026", "No WhatsApp.", FailureAction.GiveUp));
        await using var store = Open();
        var spool = await SpoolOf(store);
        await spool.KeepAsync([SpooledEvent.Of(status)], null);

        (await spool.OldestAsync(default)).Single().Event.Status.Should().Be(status);
    }

    [Fact]
    public async Task Only_who_has_something_waiting_goes_behind_it_once_the_database_is_back()
    {
        await using var store = Open();
        var spool = await SpoolOf(store);
        spool.Holds("meta:1").Should().BeFalse();

        await KeepAsync(spool, "meta:1", "m1");
        spool.Holds("meta:2").Should().BeTrue("the database is away");

        spool.MarkBack();
        (spool.Holds("meta:1"), spool.Holds("meta:2")).Should().Be((true, false));

        await spool.RemoveAsync(await spool.OldestAsync(default), default);
        spool.EndIfEmpty();
        (spool.Holds("meta:1"), spool.Count, spool.Since).Should().Be((false, 0, null));
    }

    [Fact]
    public async Task The_next_process_goes_on_with_what_is_left_in_its_order()
    {
        await using (var store = Open())
        {
            var spool = await SpoolOf(store);
            for (var i = 0; i < 700; i++) await KeepAsync(spool, $"meta:{i % 7}", $"m{i}");
        }

        _clock.Advance(TimeSpan.FromHours(1));
        await using var again = Open();
        var next = await SpoolOf(again);
        (next.Count, next.Since, next.IsDatabaseAway).Should().Be((700, _clock.Now.AddHours(-1), false));
        next.Holds("meta:3").Should().BeTrue();
        await KeepAsync(next, "meta:0", "last");

        var heard = new List<string>();
        while (await next.OldestAsync(default) is { Count: > 0 } page)
        {
            heard.AddRange(page.Select(row => row.Event.Input!.Id));
            await next.RemoveAsync(page, default);
        }

        heard.Should().Equal([.. Enumerable.Range(0, 700).Select(i => $"m{i}"), "last"]);
    }

    [Fact]
    public async Task A_full_spool_says_so_and_has_room_again_when_it_was_worked_off()
    {
        await using var store = Open(sizeLimit: 400_000);
        var spool = await SpoolOf(store);
        var kept = 0;
        var full = async () =>
        {
            for (; kept < 10_000; kept++) await KeepAsync(spool, "meta:1", $"m{kept}");
        };

        (await full.Should().ThrowAsync<IOException>()).WithMessage("*size limit*");
        (kept, spool.Count, spool.HasRoom).Should().Be((spool.Count, spool.Count, false));
        kept.Should().BeGreaterThan(100);

        while (await spool.OldestAsync(default) is { Count: > 0 } page) await spool.RemoveAsync(page, default);
        await KeepAsync(spool, "meta:1", "again");
        (spool.Count, spool.HasRoom).Should().Be((1, true));
    }

    [Fact]
    public void Hosts_on_one_folder_keep_a_file_each_and_the_next_one_takes_over_what_a_dead_one_left()
    {
        using var one = SpoolFile.Acquire(_folder.Path);
        var two = SpoolFile.Acquire(_folder.Path);
        two.Path.Should().NotBe(one.Path);
        two.Dispose();

        using var three = SpoolFile.Acquire(_folder.Path);
        three.Path.Should().Be(two.Path);
    }

    public void Dispose() => _folder.Dispose();

    private SqliteStore Open(long? sizeLimit = null) =>
        SqliteStore.Open(new() { Path = Path.Combine(_folder.Path, "spool.db"), SizeLimit = sizeLimit }, new Secrets("test-secret").Sealer, _clock);

    private async Task<EventSpool> SpoolOf(SqliteStore store)
    {
        var spool = new EventSpool(new LocalRecords(store), store, _clock, NullLogger<EventSpool>.Instance);
        await spool.LoadAsync(default);
        return spool;
    }

    private static Task KeepAsync(EventSpool spool, string conversation, string id) => spool.KeepAsync(conversation, Facts, new HeardText(id, default, "hello"), Gone);
}

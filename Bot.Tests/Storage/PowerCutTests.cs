using Bot.Engine.Abstractions;
using Bot.Storage.Abstractions;
using Bot.Storage.LiteDb;
using Bot.Storage.Sealing;
using Bot.Storage.Sqlite;
using Bot.Tests.Support;

namespace Bot.Tests.Storage;

/// <summary>
/// The files as a power cut may leave them: of the sectors that were written after the last flush, any may be there and any not, in whatever order they were
/// written. What was acknowledged is there, and the rest is there whole or not at all.
/// </summary>
public sealed class PowerCutTests : IDisposable
{
    private const string Database = "bot.db";
    private const string Log = "bot.db-wal";
    private const int Images = 60;
    private const int Before = 12;

    /// <summary>Pages in LiteDB's log; turns, for SQLite, whose checkpoint the test makes itself.</summary>
    private const int CheckpointAfter = 200;

    private const int Within = 6;

    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();
    private readonly Sealer _sealer = new Secrets("a secret of the tests").Sealer;

    public static TheoryData<string> Stores => ["sqlite", "litedb"];

    private string Live => Path.Combine(_folder.Path, "live");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_power_cut_within_a_commit_leaves_each_turn_whole_or_not_at_all_and_loses_none_that_was_acknowledged(string kind)
    {
        FileImage before, after;
        await using (var store = Open(kind, Live, checkpointAfter: 100_000))
        {
            for (var person = 0; person < Before; person++) await CommitAsync(store, person);
            before = FileImage.Of(Live);
            await Task.WhenAll(Enumerable.Range(Before, Within).Select(person => CommitAsync(store, person)));
            after = FileImage.Of(Live);
        }

        var whole = 0;
        for (var seed = 0; seed < Images; seed++) whole += await LookAsync(kind, FileImage.Torn(before, after, seed), Before, Before + Within);
        whole.Should().BeLessThan(Images * Within, "some images lack something");
        (await LookAsync(kind, after, Before + Within, Before + Within)).Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_power_cut_within_a_checkpoint_or_the_commit_after_it_loses_no_turn_that_was_acknowledged(string kind)
    {
        await using var store = Open(kind, Live, CheckpointAfter);
        var (before, people) = (FileImage.Of(Live), 0);
        for (; kind == "litedb" || people < Before; people++)
        {
            before = FileImage.Of(Live);
            await CommitAsync(store, people);
            if (kind == "sqlite") continue;
            await Eventually.Holds(() => Frames(FileImage.Of(Live)) < CheckpointAfter || HasBegunAnew(before));
            if (HasBegunAnew(before)) break;
        }

        if (kind == "litedb") people++;
        else Checkpoint();
        var folded = FileImage.Of(Live);
        folded.File(Database).Should().NotEqual(before.File(Database), "the log was written into the file");
        await CommitAsync(store, people);
        var after = FileImage.Of(Live);

        // Until the file is flushed the log is as it was: its frames are there, and the head of a log that has begun anew is not.
        var log = folded.With(Log, [.. HeadOf(before), .. folded.File(Log)[CommitLog.HeadSize..]]);
        for (var seed = 0; seed < Images; seed++)
        {
            await LookAsync(kind, FileImage.Torn(before, log, seed, only: Database), people, people);
            await LookAsync(kind, FileImage.Torn(folded, after, seed), people, people + 1);
        }
    }

    /// <returns>How many of the turns that were not acknowledged are there.</returns>
    private async Task<int> LookAsync(string kind, FileImage image, int acknowledged, int all)
    {
        var folder = Path.Combine(_folder.Path, Guid.NewGuid().ToString("N"));
        image.WriteTo(folder);
        await using var store = Open(kind, folder, checkpointAfter: 100_000);
        (await store.IntegrityCheckAsync(default)).Should().BeEmpty();
        var more = 0;
        for (var person = 0; person < all; person++)
        {
            var there = await store.LoadAsync(Key(person), default) is not null;
            if (person < acknowledged) there.Should().BeTrue($"turn {person} was acknowledged");
            else if (there) more++;
            (await store.OutboxAsync(Key(person), false, 10, default)).Should().HaveCount(there ? 2 : 0);
            (await store.TranscriptAsync(Key(person), 10, default)).Should().HaveCount(there ? 1 : 0);
            (await store.FindAsync("note", Key(person), default) is not null).Should().Be(there);
            (await store.LookUpAsync("note", "of", Key(person), 10, default)).Should().HaveCount(there ? 1 : 0);
        }

        await CommitAsync(store, 900);
        Directory.Delete(folder, recursive: true);
        return more;
    }

    private IStore Open(string kind, string folder, int checkpointAfter)
    {
        var path = Path.Combine(folder, Database);
        return kind == "sqlite"
            ? SqliteStore.Open(new() { Path = path, CheckpointAfter = checkpointAfter }, _sealer, _clock)
            : LiteDbStore.Open(new() { Path = path, CheckpointAfter = checkpointAfter }, _sealer, _clock);
    }

    private async Task CommitAsync(IStore store, int person) => (await store.CommitAsync(
        new()
        {
            Conversation = Key(person),
            ExpectedVersion = 0,
            Session = new() { Id = $"s{person}", Language = "hi" },
            Facts = new("meta", $"{person}", "Ramesh", _clock.Now),
            HandledId = "first",
            At = _clock.Now,
            Outbox = [new NewMessage($"{person}.1", new TextMessage("one")), new NewMessage($"{person}.2", new TextMessage("two"))],
            Transcript = [new("in", "hello")],
            Records = [new("note", Key(person), 0, "{}", [new("of", Key(person))])],
        },
        default)).Should().Be(CommitResult.Committed);

    private void Checkpoint()
    {
        using var connection = new SqliteOptions { Path = Path.Combine(Live, Database) }.Open();
        SqliteConnections.Run(connection, "pragma wal_checkpoint(passive)");
    }

    private bool HasBegunAnew(FileImage before) => !HeadOf(FileImage.Of(Live)).SequenceEqual(HeadOf(before));

    private static long Frames(FileImage image) => (image.File(Log).Length - CommitLog.HeadSize) / CommitLog.FrameSize;

    private static byte[] HeadOf(FileImage image) => image.File(Log)[..CommitLog.HeadSize];

    private static string Key(int person) => $"meta:{person}";
}

/// <summary>The bytes of a store's files at one moment.</summary>
internal sealed record FileImage(IReadOnlyDictionary<string, byte[]> Files)
{
    /// <summary>What a disk writes whole.</summary>
    private const int Sector = 512;

    /// <summary>Without locks, and what SQLite makes anew from its log.</summary>
    public static FileImage Of(string folder) => new(Directory.GetFiles(folder)
        .Where(path => !path.EndsWith("-lock", StringComparison.Ordinal) && !path.EndsWith("-shm", StringComparison.Ordinal))
        .ToDictionary(path => Path.GetFileName(path), Read));

    public byte[] File(string name) => Files.GetValueOrDefault(name, []);

    public FileImage With(string name, byte[] bytes) => new(Files.ToDictionary(file => file.Key, file => file.Key == name ? bytes : file.Value));

    /// <summary>The first image with some sectors of the second.</summary>
    /// <param name="only">The one file that is torn, others are as in the second image; null for all.</param>
    public static FileImage Torn(FileImage before, FileImage after, int seed, string? only = null)
    {
        var random = new Random(seed);
        var share = random.NextDouble();
        return new(after.Files.ToDictionary(
            file => file.Key, file => only is null || file.Key == only ? Torn(before.File(file.Key), file.Value, random, share) : file.Value));
    }

    public void WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, bytes) in Files) System.IO.File.WriteAllBytes(Path.Combine(folder, name), bytes);
    }

    private static byte[] Torn(byte[] before, byte[] after, Random random, double share)
    {
        var torn = new byte[Math.Max(before.Length, after.Length)];
        before.CopyTo(torn, 0);
        var end = before.Length;
        for (var at = 0; at < after.Length; at += Sector)
        {
            var sector = after.AsSpan(at, Math.Min(Sector, after.Length - at));
            if (at + sector.Length <= before.Length && sector.SequenceEqual(before.AsSpan(at, sector.Length))) continue;
            if (random.NextDouble() >= share) continue;
            sector.CopyTo(torn.AsSpan(at));
            end = Math.Max(end, at + sector.Length);
        }

        return torn[..end];
    }

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}

using Bot.Engine.Abstractions;
using Bot.Host.Commands;
using Bot.Host.Letters;
using Bot.Host.Retention;
using Bot.Host.Settings;
using Bot.Storage.Care;
using Bot.Storage.Sealing;
using Bot.Storage.Sqlite;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Bot.Tests.Host.Retention;

/// <summary>How long things are kept, what goes when its time is over, and the breaches that were written down.</summary>
public sealed class RetentionTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new(DateTimeOffset.UtcNow);
    private readonly SqliteStore _store;

    public RetentionTests() =>
        _store = SqliteStore.Open(new() { Path = Path.Combine(_folder.Path, "bot.db") }, new Secrets("a key of retention's tests").Sealer, _clock);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Letters_proofs_and_photos_go_when_their_time_is_over()
    {
        var photo = Path.Combine(_folder.Path, "media", "ab", "abc");
        Directory.CreateDirectory(Path.GetDirectoryName(photo)!);
        await File.WriteAllTextAsync(photo, "sealed");
        await _store.ChangeAsync(
            [
                new ResolvedLetter("send.1", "", "send", "why", _clock.Now, "resolved", "", "note", "office", _clock.Now).Change(0),
                new(ErasureKinds.Proof, "p", 0, $$"""{"until":"{{_clock.Now.AddDays(40):O}}"}""", [Bot.Host.Persons.KeptProofs.Listed]),
            ],
            default);
        var pruner = Pruner(new() { Letters = TimeSpan.FromDays(10), Photos = TimeSpan.FromDays(30) });

        (await pruner.PruneAsync(default)).Should().Be(0);
        _clock.Advance(TimeSpan.FromDays(11));
        (await pruner.PruneAsync(default)).Should().Be(1, "the letter");
        _clock.Advance(TimeSpan.FromDays(20));
        (await pruner.PruneAsync(default)).Should().Be(1, "the photo");
        _clock.Advance(TimeSpan.FromDays(10));
        (await pruner.PruneAsync(default)).Should().Be(1, "the proof");
        File.Exists(photo).Should().BeFalse();
    }

    [Fact]
    public async Task Photos_are_kept_where_no_time_is_set()
    {
        var photo = Path.Combine(_folder.Path, "media", "ab", "abc");
        Directory.CreateDirectory(Path.GetDirectoryName(photo)!);
        await File.WriteAllTextAsync(photo, "sealed");
        _clock.Advance(TimeSpan.FromDays(10_000));

        (await Pruner(new()).PruneAsync(default)).Should().Be(0);
    }

    [Fact]
    public async Task What_is_kept_how_long_is_told_with_the_setting_that_changes_it()
    {
        var text = await RunAsync("retention", ("TRANSCRIPT_DAYS", "100"), ("PHOTO_DAYS", "30"));

        text.Should().MatchRegex(@"what was said +100 days +TRANSCRIPT_DAYS").And.MatchRegex(@"photos +30 days +PHOTO_DAYS").And.MatchRegex(@"erased +7 days +ERASE_AFTER");
    }

    [Fact]
    public async Task Breaches_are_written_down_with_the_terms_that_count_from_them()
    {
        var log = new BreachLog(_store, _store, _clock);

        var (entry, _) = await log.AddAsync("a backup lay open", new DateTimeOffset(2026, 1, 10, 4, 0, 0, TimeSpan.Zero), 120, "", "office", default);
        await log.AddAsync("it was copied", null, null, "CERT-In", "office", default);

        (entry!.CertInBy, entry.BoardBy).Should().Be((entry.FoundAt.AddHours(6), entry.FoundAt.AddDays(3)));
        (await log.ListAsync(default)).Select(one => one.What).Should().Equal("it was copied", "a backup lay open");
        (await log.AddAsync("it will happen", _clock.Now.AddHours(1), null, "", "office", default)).Fault.Should().Contain("not noticed in the future");
        (await log.AddAsync(" ", null, null, "", "office", default)).Fault.Should().NotBeEmpty();
    }

    private CarePruner Pruner(RetentionOptions options) => new(
        _store, _store, Options.Create(options), Options.Create(FolderOptions.Of(HostComposition.Sandboxed(_folder.Path, "x"))), _clock,
            NullLogger<CarePruner>.Instance);

    private async Task<string> RunAsync(string line, params (string, string)[] settings)
    {
        using var output = new StringWriter();
        var code = await Bot.Host.Commands.CommandLine.RunAsync(
            line.Split(' '), () => HostComposition.Sandboxed(_folder.Path, "x", null, settings), TextReader.Null, output, output);
        code.Should().Be(ExitCodes.Ok, output.ToString());
        return output.ToString();
    }
}

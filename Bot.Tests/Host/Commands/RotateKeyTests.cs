using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Host.Commands;
using Bot.Storage;
using Bot.Storage.Media;
using Bot.Storage.Sealing;
using Bot.Storage.Sqlite;
using Bot.Tests.Storage;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;

namespace Bot.Tests.Host.Commands;

/// <summary><c>rotate-key</c> over everything that lies sealed: the database, the spool, the photos.</summary>
public sealed class RotateKeyTests : IDisposable
{
    private const string Old = "an old key that may be guessed";
    private const string New = "a new key of the tests, 32 characters or more";
    private const int People = 1500;
    private const int Photos = 30;

    private readonly TemporaryFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    private string Database => Path.Combine(Data, "bot.db");

    private string Spool => Path.Combine(Data, "spool.db");

    private string Media => Path.Combine(Data, "media");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Killed_again_and_again_while_a_host_writes_it_ends_whole()
    {
        const int Kills = 5;
        await FillAsync();
        await using var host = SqliteStore.Open(new() { Path = Database }, new Secrets($"{New},{Old}").Sealer, TimeProvider.System);
        using var over = new CancellationTokenSource();
        var versions = new long[People];
        var writing = Task.Run(async () =>
        {
            for (var turn = 0; !over.IsCancellationRequested; turn++)
            {
                var person = turn * 37 % People;
                (await host.CommitAsync(Turn(person, ++versions[person]), default)).Should().Be(CommitResult.Committed);
            }
        });

        var killed = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            var before = Place();
            if (await HostProcess.KillWhenAsync(_folder.Path, Settings($"{New},{Old}"), () => Place() != before, "rotate-key")) killed++;
        }

        await over.CancelAsync();
        await writing;
        await host.DisposeAsync();
        killed.Should().BeGreaterThan(1, "it is killed while it works");
        var (code, error) = await HostProcess.RunAsync(_folder.Path, Settings($"{New},{Old}"), "rotate-key");

        (code, error).Should().Be((ExitCodes.Ok, ""));
        await ShouldNeedOnlyAsync(New);
        await using var store = SqliteStore.Open(new() { Path = Database }, new Secrets(New).Sealer, TimeProvider.System);
        for (var person = 0; person < People; person++)
        {
            var stored = (await store.LoadAsync($"meta:{person}", default))!;
            (stored.Version, stored.Session.Turn).Should().Be((versions[person] + 1, (int)versions[person] + 1));
        }
    }

    [Fact]
    public async Task Its_end_says_what_may_be_done_with_the_old_key()
    {
        await FillAsync(people: 3, photos: 2);
        using var output = new StringWriter();

        (await RunAsync($"{New},{Old}", output)).Should().Be(ExitCodes.Ok);

        output.ToString().Should().Contain($"{Database}: sessions, 3 rows looked at, 3 sealed anew").And.Contain($"{Media}: 2 photos looked at, 2 sealed anew")
            .And.Contain("The others may be taken away");
        await ShouldNeedOnlyAsync(New);
    }

    [Fact]
    public async Task A_photo_that_does_not_open_is_told_and_keeps_the_old_key()
    {
        await FillAsync(people: 1, photos: 2);
        var files = Directory.GetFiles(Media, "*", SearchOption.AllDirectories);
        File.Copy(files[0], files[1], overwrite: true);
        using var output = new StringWriter();

        (await RunAsync($"{New},{Old}", output)).Should().Be(ExitCodes.Findings);
        output.ToString().Should().Contain("1 do not open").And.Contain("Do not take a key out of SECRET_KEY yet");

        using var told = new StringWriter();
        (await IntegrityCommand.RunAsync(Configuration($"{New},{Old}"), told, told, default)).Should().Be(ExitCodes.Findings);
        told.ToString().Should().Contain($"media: the photo {Path.GetRelativePath(Media, files[1])} does not open").And.Contain($"{Database} is sound");
    }

    [Fact]
    public async Task A_database_of_an_earlier_build_is_sealed_anew_and_everything_in_it_is_found()
    {
        var copy = Path.Combine(_folder.Path, "bot.db");
        File.Copy(OldDatabase.Sqlite, copy);
        using var output = new StringWriter();
        (await RotateKeyCommand.RunAsync(HostComposition.Sandboxed(_folder.Path, "x", null, ("SECRET_KEY", $"{New},stage"), ("DATABASE_URL", copy)), output, output, default))
            .Should().Be(ExitCodes.Ok, output.ToString());

        await using var host = await BotHost.StartAsync(new() { CopyOf = copy, Settings = new Dictionary<string, string> { ["SECRET_KEY"] = New } });

        (await host.TextAsync(HttpMethod.Get, "/vehicles/MH12AB1201")).Body.Should().Contain("608116-001-0001231");
        (await host.TextAsync(HttpMethod.Get, "/agents?mobile=9876543210")).Body.Should().Contain("Asha", "a number is found by its hash");
    }

    private static Dictionary<string, string> Settings(string secretKey) => new() { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["SECRET_KEY"] = secretKey };

    private Microsoft.Extensions.Configuration.IConfiguration Configuration(string secretKey) =>
        HostComposition.Sandboxed(Data, "x", null, ("SECRET_KEY", secretKey), ("DATABASE_URL", Database));

    private Task<int> RunAsync(string secretKey, TextWriter output) => RotateKeyCommand.RunAsync(Configuration(secretKey), output, output, default);

    private async Task FillAsync(int people = People, int photos = Photos)
    {
        var sealer = new Secrets(Old).Sealer;
        foreach (var file in new[] { Database, Spool })
        {
            await using var store = SqliteStore.Open(new() { Path = file }, sealer, TimeProvider.System);
            var turns = Enumerable.Range(0, people).Select(person => Turn(person, 0) with
            {
                Outbox = [new NewMessage($"m-{person}", new TextMessage("hello"))],
                Records = [new("vehicle", $"plate-{person}", 0, "{}")],
            });
            (await Task.WhenAll(turns.Select(turn => store.CommitAsync(turn, default)))).Should().OnlyContain(result => result == CommitResult.Committed);
        }

        var library = new MediaLibrary(Media, new Dictionary<string, IChannel>(), new MemoryRecords(TimeProvider.System), sealer);
        var vehicle = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "Bot.Sandbox", "State", "vehicle.jpg"));
        for (var photo = 0; photo < photos; photo++)
            (await library.KeepAsync(new("meta", $"{photo}", "", "image/jpeg", ""), (byte[])[.. vehicle, (byte)photo], default)).Should().BeOfType<ImageResult.Image>();
    }

    private async Task ShouldNeedOnlyAsync(string secretKey)
    {
        var sealer = new Secrets(secretKey).Sealer;
        foreach (var file in new[] { Database, Spool })
            (await DatabaseUrl.Parse(file, "/").IntegrityCheckAsync(sealer, TimeProvider.System, default)).Should().BeEmpty();
        (await new SealedPhotos(Media, sealer).CheckAsync(default)).Should().BeEmpty();
        using var output = new StringWriter();
        (await IntegrityCommand.RunAsync(Configuration(secretKey), output, output, default)).Should().Be(ExitCodes.Ok, output.ToString());
    }

    /// <summary>Where the rotation stands, as it is kept in the database.</summary>
    private string Place()
    {
        using var connection = new SqliteOptions { Path = Database }.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select hex(value) from store_facts where name = 'rotation'";
        return command.ExecuteScalar() as string ?? "";
    }

    private static TurnCommit Turn(int person, long version) => new()
    {
        Conversation = $"meta:{person}",
        ExpectedVersion = version,
        Session = new() { Id = string.Create(CultureInfo.InvariantCulture, $"s-{person}"), Turn = (int)version + 1 },
        Facts = new("meta", "919812345678", "Ramesh", default),
        HandledId = $"in-{version}",
        At = DateTimeOffset.UnixEpoch,
        Transcript = [new("in", "word")],
    };
}

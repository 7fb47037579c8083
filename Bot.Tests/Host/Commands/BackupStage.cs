using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Host.Commands;
using Bot.Host.Settings;
using Bot.Storage;
using Bot.Storage.Media;
using Bot.Storage.Sealing;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;
using Microsoft.Extensions.Configuration;

namespace Bot.Tests.Host.Commands;

/// <summary>A bot with people and a photo, which is backed up and put back elsewhere.</summary>
internal sealed class BackupStage : IDisposable
{
    public const string Key = "a key of the tests with 32 characters or more";

    private const int People = 3;

    private static readonly MediaReference Photo = new("meta", "photo-1", "", "image/jpeg", "");

    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();

    public string Folder => _folder.Path;

    public string Backup => Path.Combine(Folder, "backup");

    public Sealer Sealer { get; } = new Secrets(Key).Sealer;

    public string Said => _output.ToString();

    public void Dispose()
    {
        _output.Dispose();
        _folder.Dispose();
    }

    public string FileUrl(string scheme, string file) => $"{scheme}:///{Path.Combine(Folder, file)}";

    /// <summary>A filled SQLite database with its backup.</summary>
    /// <returns>Its URL.</returns>
    public async Task<string> BackedUpAsync(bool withKey = false)
    {
        var url = FileUrl("sqlite", "bot.db");
        await FillAsync(url);
        (await BackUpAsync(url, withKey)).Should().Be(ExitCodes.Ok, Said);
        return url;
    }

    public async Task FillAsync(string url)
    {
        await using var store = await DatabaseUrl.Parse(url, "/").CreateAsync(Sealer, TimeProvider.System);
        await FillAsync(store);
        (await LibraryOf(store, Folder).KeepAsync(Photo, Photos.Jpeg(), default)).Should().BeOfType<ImageResult.Image>();
    }

    /// <summary>Three people, each with a session and a record.</summary>
    public static async Task FillAsync(IConversationStore store)
    {
        foreach (var person in Enumerable.Range(0, People))
        {
            (await store.CommitAsync(
                new()
                {
                    Conversation = $"meta:{person}",
                    ExpectedVersion = 0,
                    Session = new() { Id = $"s{person}", Turn = 1 },
                    Facts = new("meta", "919812345678", "Ramesh", default),
                    HandledId = "first",
                    At = DateTimeOffset.UnixEpoch,
                    Records = [new("note", person.ToString(CultureInfo.InvariantCulture), 0, "{}", [new("of", "all")])],
                },
                default)).Should().Be(CommitResult.Committed);
        }
    }

    public Task<int> BackUpAsync(string url, bool withKey = false) =>
        BackupCommand.RunAsync(ConfigurationOf(url, Folder, Key), new(Backup), withKey, _output, _output, default);

    /// <param name="data">The working folder of the bot that takes it, from this stage's.</param>
    public Task<int> RestoreAsync(string url, string? from = null, string data = "there", string key = Key) =>
        RestoreCommand.RunAsync(ConfigurationOf(url, Path.Combine(Folder, data), key), new(from ?? Backup), _output, _output, default);

    public async Task RestoredIsTheSameAsync(string url)
    {
        (await RestoreAsync(url)).Should().Be(ExitCodes.Ok, Said);

        await using var store = await DatabaseUrl.Parse(url, "/").OpenAsync(Sealer, TimeProvider.System);
        foreach (var person in Enumerable.Range(0, People))
        {
            (await store.LoadAsync($"meta:{person}", default))!.Session.Id.Should().Be($"s{person}");
            (await store.FindAsync("note", person.ToString(CultureInfo.InvariantCulture), default)).Should().NotBeNull();
        }

        (await LibraryOf(store, Path.Combine(Folder, "there")).OpenAsync(Photo, default)).Should().BeOfType<ImageResult.Image>();
    }

    private MediaLibrary LibraryOf(IRecordStore records, string working) =>
        new(Path.Combine(working, "media"), new Dictionary<string, IChannel>(), records, Sealer);

    private static IConfiguration ConfigurationOf(string url, string working, string key) =>
        HostComposition.Sandboxed(working, key, null, ("DATABASE_URL", url), ("SECRET_KEY", key));
}

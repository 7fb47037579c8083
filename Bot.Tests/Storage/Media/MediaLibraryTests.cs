using System.Security.Cryptography;
using System.Text;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Storage.Media;
using Bot.Storage.Sealing;
using Bot.Storage.Sqlite;
using Bot.Tests.Support;

namespace Bot.Tests.Storage.Media;

public sealed class MediaLibraryTests : IDisposable
{
    private static readonly byte[] Jpeg = Photos.Jpeg("a photo of an RC");
    private static readonly byte[] Png = Photos.Png();
    private static readonly MediaReference Photo = new("meta", "media-1", "", "image/jpeg", "");

    private readonly TemporaryFolder _folder = new();
    private readonly Sealer _sealer = new Secrets("a secret of the tests").Sealer;
    private readonly Camera _camera = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_photo_is_fetched_once_and_kept_sealed_under_its_hash()
    {
        _camera.Answer = new MediaBytes(Jpeg, "application/octet-stream");
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Jpeg));
        for (var i = 0; i < 3; i++)
        {
            var image = (await Open(Photo)).Should().BeOfType<ImageResult.Image>().Subject;
            image.Bytes.ToArray().Should().Equal(Jpeg);
            (image.MimeType, image.Sha256).Should().Be(("image/jpeg", sha256));
        }

        _camera.Fetches.Should().Be(1);
        var file = Directory.GetFiles(Media, "*", SearchOption.AllDirectories).Should().ContainSingle().Subject;
        file.Should().Be(Path.Combine(Media, sha256[..2], sha256));
        Encoding.Latin1.GetString(File.ReadAllBytes(file)).Should().NotContain("photo of an RC");
    }

    [Fact]
    public async Task A_kept_photo_that_is_gone_or_damaged_is_fetched_again()
    {
        _camera.Answer = new MediaBytes(Png, "image/png");
        await Open(Photo);
        var file = Directory.GetFiles(Media, "*", SearchOption.AllDirectories).Single();

        await File.WriteAllTextAsync(file, "damaged");
        (await Open(Photo)).Should().BeOfType<ImageResult.Image>().Which.MimeType.Should().Be("image/png");
        File.Delete(file);
        (await Open(Photo)).Should().BeOfType<ImageResult.Image>();
        _camera.Fetches.Should().Be(3);
        await Open(Photo);
        _camera.Fetches.Should().Be(3, "it is kept again");
    }

    [Fact]
    public async Task A_gif_or_a_text_is_no_image_whatever_its_name_says()
    {
        _camera.Answer = new MediaBytes("GIF89a"u8.ToArray(), "image/jpeg");
        (await Open(Photo)).Should().BeOfType<ImageResult.NotAnImage>();
        _camera.Answer = new MediaBytes(Array.Empty<byte>(), "image/png");
        (await Open(Photo)).Should().BeOfType<ImageResult.NotAnImage>();
    }

    [Fact]
    public async Task A_photo_over_five_megabytes_is_too_large()
    {
        _camera.Answer = new MediaTooLarge(MediaLibrary.SizeLimit);
        (await Open(Photo)).Should().BeOfType<ImageResult.TooLarge>();
        _camera.Limit.Should().Be(5 * 1024 * 1024);
        _camera.Answer = new MediaBytes(new byte[MediaLibrary.SizeLimit + 1], "image/jpeg");
        (await Open(Photo)).Should().BeOfType<ImageResult.TooLarge>();
    }

    [Fact]
    public async Task What_cannot_be_had_says_why()
    {
        _camera.Answer = new MediaUnavailable("It has expired.", false);
        (await Open(Photo)).Should().Be(new ImageResult.Unavailable("It has expired.", Lasting: true));
        (await Open(Photo with { Channel = "telegram" })).Should().BeOfType<ImageResult.Unavailable>().Which.Why.Should().Contain("telegram");
    }

    private string Media => Path.Combine(_folder.Path, "media");

    private async Task<ImageResult> Open(MediaReference media)
    {
        await using var store = SqliteStore.Open(new() { Path = Path.Combine(_folder.Path, "bot.db") }, _sealer, new ManualClock());
        return await new MediaLibrary(Media, new Dictionary<string, IChannel> { ["meta"] = _camera }, store, _sealer).OpenAsync(media, default);
    }

    private sealed class Camera : IChannel
    {
        public MediaContent Answer { get; set; } = new MediaUnavailable("", false);

        public int Fetches { get; private set; }

        public int Limit { get; private set; }

        public string Name => "meta";

        public Task<MediaContent> FetchAsync(MediaReference media, int limit, CancellationToken cancel)
        {
            Fetches++;
            Limit = limit;
            return Task.FromResult(Answer);
        }

        public bool IsAuthentic(WebhookRequest request) => throw new InvalidOperationException("Not asked here.");

        public bool Recognises(WebhookRequest request) => throw new InvalidOperationException("Not asked here.");

        public WebhookContent Read(WebhookRequest request) => throw new InvalidOperationException("Not asked here.");

        public Task<SendResult> SendAsync(string to, OutboundMessage message, string reference, CancellationToken cancel) =>
            throw new InvalidOperationException("Not asked here.");
    }
}

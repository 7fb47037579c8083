using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Storage.Media;
using Bot.Storage.Sealing;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Storage.Media;

public sealed class MediaServicesTests : IDisposable
{
    private static readonly byte[] Photo = Photos.Jpeg();

    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_photo_is_kept_sealed_and_opened_again_through_the_container()
    {
        await using var provider = StoreContainer.With(_clock).AddSingleton<IRecordStore>(new MemoryRecords(_clock)).AddMediaLibrary(_folder.Path)
            .BuildServiceProvider();
        var photo = new MediaReference("meta", "media-1", "", "image/jpeg", "");

        (await provider.GetRequiredService<MediaLibrary>().KeepAsync(photo, Photo, default)).Should().BeOfType<ImageResult.Image>();

        var opened = (await provider.GetRequiredService<IMediaLibrary>().OpenAsync(photo, default)).Should().BeOfType<ImageResult.Image>().Which;
        opened.Bytes.ToArray().Should().Equal(Photo);
        Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Should().ContainSingle().Which.Should().EndWith(opened.Sha256);
    }

    [Fact]
    public async Task One_secret_serves_hashes_and_seals_and_is_asked_for_once()
    {
        var asked = 0;
        await using var provider = new ServiceCollection().AddSealing(() => $"a secret of the tests {++asked}").BuildServiceProvider();

        var sealedBytes = provider.GetRequiredService<Sealer>().Seal("table", "row", "plain");
        provider.GetRequiredService<Sealer>().OpenText("table", "row", sealedBytes).Should().Be("plain");
        provider.GetRequiredService<ISecrets>().Hash("purpose", "text").Should().Be(new Secrets("a secret of the tests 1").Hash("purpose", "text"));
        asked.Should().Be(1);
    }
}

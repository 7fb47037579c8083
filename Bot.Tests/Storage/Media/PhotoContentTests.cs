using System.Text;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Sandbox;
using Bot.Storage.Media;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Storage.Media;

/// <summary>A photo is judged by its content: what it is, and whether all of it is there.</summary>
public sealed class PhotoContentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("%PDF-1.4\n", FileKind.Pdf, "PDF")]
    [InlineData("\n\n%PDF-1.4\n", FileKind.Pdf, "PDF")]
    [InlineData("\0\0\0\u0018ftypheic", FileKind.Picture, "HEIC")]
    [InlineData("\0\0\0\u0018ftypmif1", FileKind.Picture, "HEIC")]
    [InlineData("\0\0\0\u0018ftypavif", FileKind.Picture, "AVIF")]
    [InlineData("\0\0\0\u0018ftypisom", FileKind.Video, "")]
    [InlineData("\0\0\0\u0018ftypqt  ", FileKind.Video, "")]
    [InlineData("\0\0\0\u0018ftyp3gp4", FileKind.Video, "")]
    [InlineData("\0\0\0\u0018ftypM4A ", FileKind.Audio, "")]
    [InlineData("RIFF\u0001\0\0\0WEBPVP8 ", FileKind.Picture, "WebP")]
    [InlineData("RIFF\u0001\0\0\0AVI LIST", FileKind.Video, "")]
    [InlineData("GIF89a", FileKind.Picture, "GIF")]
    [InlineData("II*\0\u0008", FileKind.Picture, "TIFF")]
    [InlineData("MM\0*\0", FileKind.Picture, "TIFF")]
    [InlineData("BM\u0001\0\0\0", FileKind.Picture, "BMP")]
    [InlineData("OggS\0", FileKind.Audio, "")]
    [InlineData("#!AMR\n", FileKind.Audio, "")]
    [InlineData("PK\u0003\u0004", FileKind.Unknown, "")]
    [InlineData("<html><body>expired</body></html>", FileKind.Unknown, "")]
    [InlineData("", FileKind.Unknown, "")]
    public async Task B06_what_is_no_photo_is_called_by_its_name_whatever_it_says_it_is(string start, FileKind kind, string format) =>
        (await KeepAsync(Encoding.Latin1.GetBytes(start))).Should().Be(new ImageResult.NotAnImage(kind, format));

    [Fact]
    public async Task B06_a_large_file_that_is_no_photo_is_called_by_its_name_too() =>
        (await KeepAsync([.. "%PDF-1.4\n"u8, .. new byte[MediaLibrary.SizeLimit]])).Should().Be(new ImageResult.NotAnImage(FileKind.Pdf, "PDF"));

    [Theory]
    [InlineData("jpeg", "image/jpeg")]
    [InlineData("png", "image/png")]
    public async Task B11_a_photo_that_breaks_off_anywhere_is_damaged(string kind, string mimeType)
    {
        var whole = kind == "jpeg" ? Photos.Jpeg() : Photos.Png();
        (await KeepAsync(whole)).Should().BeOfType<ImageResult.Image>().Which.MimeType.Should().Be(mimeType);

        for (var length = 8; length < whole.Length; length++)
            (await KeepAsync(whole[..length])).Should().BeOfType<ImageResult.Damaged>("{0} of {1} bytes are there", length, whole.Length);
    }

    [Fact]
    public async Task B11_a_real_photo_that_breaks_off_is_damaged_also_behind_its_thumbnail()
    {
        var whole = new SandboxWorld(new ManualClock(), 1).SampleBytes.ToArray();
        (await KeepAsync(whole)).Should().BeOfType<ImageResult.Image>();

        for (var length = 16; length < whole.Length; length += 331)
            (await KeepAsync(whole[..length])).Should().BeOfType<ImageResult.Damaged>("{0} of {1} bytes are there", length, whole.Length);
    }

    [Fact]
    public async Task What_a_camera_appends_behind_the_end_does_not_count() =>
        (await KeepAsync([.. Photos.Jpeg(), .. "a film of two seconds"u8])).Should().BeOfType<ImageResult.Image>();

    [Fact]
    public async Task Damage_in_the_middle_of_a_real_photo_is_seen_nearly_always()
    {
        var whole = new SandboxWorld(new ManualClock(), 1).SampleBytes.ToArray();
        var (damaged, tried) = (0, 0);
        for (var at = whole.Length / 4; at < whole.Length * 3 / 4; at += 101, tried++)
        {
            var broken = whole.ToArray();
            broken.AsSpan(at, 16).Clear();
            if (await KeepAsync(broken) is ImageResult.Damaged) damaged++;
        }

        damaged.Should().BeGreaterThanOrEqualTo(tried * 9 / 10, "of {0} holes", tried);
    }

    [Fact]
    public async Task A_photo_whose_blocks_end_before_the_picture_does_is_damaged()
    {
        var photo = Photos.Jpeg(width: 64, height: 64);
        (await KeepAsync(photo)).Should().BeOfType<ImageResult.Image>();
        (await KeepAsync([.. photo[..^6], .. photo[^2..]])).Should().BeOfType<ImageResult.Damaged>();
    }

    [Fact]
    public async Task Restart_marks_stand_in_their_order()
    {
        var photo = Photos.Jpeg(width: 8 * 20, height: 8, restarts: true);
        (await KeepAsync(photo)).Should().BeOfType<ImageResult.Image>();

        var lost = photo.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD3]);
        (await KeepAsync([.. photo[..lost], .. photo[(lost + 3)..]])).Should().BeOfType<ImageResult.Damaged>("one strip is missing");
    }

    [Fact]
    public async Task A_changed_byte_of_a_png_is_seen()
    {
        var broken = Photos.Png();
        broken[^18] ^= 1;

        (await KeepAsync(broken)).Should().BeOfType<ImageResult.Damaged>();
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, 0)]
    public async Task A_photo_without_a_size_is_damaged(int width, int height)
    {
        (await KeepAsync(Photos.Jpeg(width: width, height: height))).Should().BeOfType<ImageResult.Damaged>();
        (await KeepAsync(Photos.Png(width, height))).Should().BeOfType<ImageResult.Damaged>();
    }

    [Fact]
    public async Task A_photo_that_would_unpack_to_gigabytes_is_refused_unseen()
    {
        (await KeepAsync(Photos.Png(60_000, 60_000))).Should().BeOfType<ImageResult.TooManyPixels>();
        (await KeepAsync(Photos.Jpeg(width: 65_000, height: 65_000))).Should().BeOfType<ImageResult.TooManyPixels>();
        (await KeepAsync(Photos.Jpeg(width: 12_000, height: 9_000))).Should().BeOfType<ImageResult.Image>("a phone of 108 megapixels makes such");
    }

    private async Task<ImageResult> KeepAsync(byte[] bytes)
    {
        var clock = new ManualClock();
        await using var provider = StoreContainer.With(clock).AddSingleton<IRecordStore>(new MemoryRecords(clock)).AddMediaLibrary(_folder.Path)
            .BuildServiceProvider();
        return await provider.GetRequiredService<MediaLibrary>().KeepAsync(new("meta", "1", "", "image/jpeg", ""), bytes, default);
    }
}

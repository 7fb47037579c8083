using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Tests.Support.Partners;

/// <summary>Answers by the media's id: <c>photo</c>, <c>large</c>, <c>text</c>, anything else is gone.</summary>
internal sealed class FakeMediaLibrary : IMediaLibrary
{
    public static byte[] Photo { get; } = [0xFF, 0xD8, 0xFF, 0xFB, 0xEF, 0xBE, 0x00];

    public Task<ImageResult> OpenAsync(MediaReference media, CancellationToken cancel) => Task.FromResult<ImageResult>(media.Id switch
    {
        "photo" => new ImageResult.Image(Photo, "image/jpeg", new string('0', 64)),
        "large" => new ImageResult.TooLarge(),
        "text" => new ImageResult.NotAnImage(),
        _ => new ImageResult.Unavailable("gone", Lasting: true),
    });

    public static Value Reference(string id) => new MediaReference("meta", id, "", "image/jpeg", "").ToValue();
}

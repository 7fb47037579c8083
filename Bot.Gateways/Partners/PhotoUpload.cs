using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;

namespace Bot.Gateways.Partners;

/// <summary>An operation that hands a kept photo, its argument <c>image</c>, to a partner.</summary>
/// <remarks>Not consequential: the same photo again replaces itself.</remarks>
internal abstract class PhotoUpload(IMediaLibrary media) : Operation
{
    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        if (MediaReference.From(call.Arguments.Find("image")) is not { } reference) return CallResult.Unusable("image", "reject.image");

        // It was looked at when it came; what was kept of it may be lost since, and a photo of an earlier build was not looked at.
        var opened = await media.OpenAsync(reference, cancel).ConfigureAwait(false);
        if (ImageRefusal.RuleOf(opened) is { } rule) return CallResult.Unusable("image", $"photo.{rule}");
        return opened is ImageResult.Image image ? await UploadAsync(call, image, cancel).ConfigureAwait(false) : CallResult.Of("unavailable");
    }

    protected abstract Task<CallResult> UploadAsync(Call call, ImageResult.Image image, CancellationToken cancel);
}

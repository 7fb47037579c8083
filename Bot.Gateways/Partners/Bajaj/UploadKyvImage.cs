using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;

namespace Bot.Gateways.Partners.Bajaj;

/// <summary>Hands over one of the five photos of a tag that is to prove its vehicle again. POST <c>/ftVasService/v1/uploadKYVImages</c>.</summary>
/// <remarks>Not consequential: the same photo again replaces itself.</remarks>
internal sealed class UploadKyvImage(BajajClient client, IMediaLibrary media) : Operation, IDeclaredOperation
{
    public static OperationContract Declaration { get; } = new("bajaj.uploadKyvImage", ["vehicleNumber", "mobile", "barcode", "imageType", "image"],
    [
        new("uploaded"),
        new("declined", "reason"),
        new("unavailable"),
    ]);

    public override OperationContract Contract => Declaration;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        if (MediaReference.From(call.Arguments.Find("image")) is not { } reference) return CallResult.Unusable("image", "reject.image");

        // It was looked at when it came; what was kept of it may be lost since.
        var opened = await media.OpenAsync(reference, cancel).ConfigureAwait(false);
        if (ImageRefusal.RuleOf(opened) is { } rule) return CallResult.Unusable("image", $"photo.{rule}");
        return opened is ImageResult.Image image ? await UploadAsync(call, image, cancel).ConfigureAwait(false) : CallResult.Of("unavailable");
    }

    private async Task<CallResult> UploadAsync(Call call, ImageResult.Image image, CancellationToken cancel)
    {
        var tag = KyvTag.Of(call.Text("vehicleNumber"), call.Text("mobile"), call.Text("barcode"));
        var type = call.Text("imageType");
        if (!BajajPayloads.ImageTypes.Contains(type)) throw new ArgumentException($"'{type}' is no photo; use {string.Join(", ", BajajPayloads.ImageTypes)}.", nameof(call));

        return await client.PostAsync("uploadKYVImages", quoted: true, stamp => BajajPayloads.Image(stamp, tag, type, image.Bytes.Span), cancel)
            .ConfigureAwait(false) switch
        {
            BajajAnswer.Ok => CallResult.Of("uploaded"),
            BajajAnswer.Declined declined => CallResult.Of("declined", ("reason", declined.Reason)),
            var unavailable => unavailable.AsUnavailable(),
        };
    }
}

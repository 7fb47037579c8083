using Bot.Engine.Abstractions;
using Bot.Engine.Flows;

namespace Bot.Gateways.Partners.Bajaj;

/// <summary>Hands over one of the five photos of a tag that is to prove its vehicle again. POST <c>/ftVasService/v1/uploadKYVImages</c>.</summary>
internal sealed class UploadKyvImage(BajajClient client, IMediaLibrary media) : PhotoUpload(media), IDeclaredOperation
{
    public static OperationContract Declaration { get; } = new("bajaj.uploadKyvImage", ["vehicleNumber", "mobile", "barcode", "imageType", "image"],
    [
        new("uploaded"),
        new("declined", "reason"),
        new("unavailable"),
    ]);

    public override OperationContract Contract => Declaration;

    protected override async Task<CallResult> UploadAsync(Call call, ImageResult.Image image, CancellationToken cancel)
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

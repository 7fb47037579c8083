using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Gateways.Partners.Shauryapay.Wire;

namespace Bot.Gateways.Partners.Shauryapay.Operations;

/// <summary>Hands over one of the five photos as base64. POST <c>/uploadDocument</c>.</summary>
internal sealed class UploadDocument(ShauryapayClient client, IMediaLibrary media) : PhotoUpload(media), IDeclaredOperation
{
    public static OperationContract Declaration { get; } = new("shauryapay.uploadDocument", ["sessionId", "agentId", "imageType", "image"],
    [
        new("uploaded"),
        new("declined", "reason"),
        new("unavailable"),
    ]);

    public override OperationContract Contract => Declaration;

    protected override async Task<CallResult> UploadAsync(Call call, ImageResult.Image image, CancellationToken cancel)
    {
        var answer = await client.PostAsync("uploadDocument", cancel,
            ("sessionId", call.Text("sessionId")),
            ("agent_id", call.Text("agentId")),
            ("imageType", ShauryapayCodes.ImageType(call.Text("imageType"))),
            ("image", Convert.ToBase64String(image.Bytes.Span))).ConfigureAwait(false);
        return answer switch
        {
            ShauryapayAnswer.Ok ok when ShauryapayErrors.InnerRefusal(ok) is { } reason => CallResult.Of("declined", ("reason", reason)),
            ShauryapayAnswer.Ok => CallResult.Of("uploaded"),
            ShauryapayAnswer.Declined declined => CallResult.Of("declined", ("reason", declined.Message)),
            _ => answer.AsUnavailable(),
        };
    }
}

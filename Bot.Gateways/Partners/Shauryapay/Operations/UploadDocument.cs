using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Gateways.Partners.Shauryapay.Wire;

namespace Bot.Gateways.Partners.Shauryapay.Operations;

/// <summary>Hands over one of the five photos as base64. POST <c>/uploadDocument</c>.</summary>
/// <remarks>Not consequential: the same photo again replaces itself.</remarks>
internal sealed class UploadDocument(ShauryapayClient client, IMediaLibrary media) : Operation, IDeclaredOperation
{
    public static OperationContract Declaration { get; } = new("shauryapay.uploadDocument", ["sessionId", "agentId", "imageType", "image"],
    [
        new("uploaded"),
        new("declined", "reason"),
        new("unavailable"),
    ]);

    public override OperationContract Contract => Declaration;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        if (MediaReference.From(call.Arguments.Find("image")) is not { } reference) return CallResult.Unusable("image", "reject.image");

        // It was looked at when it came; what was kept of it may be lost since, and a photo of an earlier build was not looked at.
        var opened = await media.OpenAsync(reference, cancel).ConfigureAwait(false);
        if (ImageRefusal.RuleOf(opened) is { } rule) return CallResult.Unusable("image", $"photo.{rule}");
        return opened is ImageResult.Image image ? await UploadAsync(call, image, cancel).ConfigureAwait(false) : CallResult.Of("unavailable");
    }

    private async Task<CallResult> UploadAsync(Call call, ImageResult.Image image, CancellationToken cancel)
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

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
        new("tooLarge"),
        new("notAnImage"),
        new("declined", "reason"),
        new("unavailable"),
    ]);

    public override OperationContract Contract => Declaration;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        if (MediaReference.From(call.Arguments.Find("image")) is not { } reference) return CallResult.Of("notAnImage");

        return await media.OpenAsync(reference, cancel).ConfigureAwait(false) switch
        {
            ImageResult.TooLarge => CallResult.Of("tooLarge"),
            ImageResult.NotAnImage => CallResult.Of("notAnImage"),
            ImageResult.Image image => await UploadAsync(call, image, cancel).ConfigureAwait(false),
            _ => CallResult.Of("unavailable"),
        };
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
            _ => CallResult.Of("unavailable"),
        };
    }
}

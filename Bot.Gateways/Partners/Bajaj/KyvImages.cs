using Bot.Engine.Abstractions;
using Bot.Engine.Flows;

namespace Bot.Gateways.Partners.Bajaj;

/// <summary>Asks whether the issuer knows the photos of a tag. POST <c>/ftVasService/v1/checkStatusKYVImages</c>.</summary>
/// <remarks>
/// Of its answer only <c>response.status</c> is known; what else stands in it was seen nowhere and is not read. So it says that the photos are known, or that
/// the issuer says nothing of them, and never what becomes of them.
/// </remarks>
internal sealed class KyvImages(BajajClient client) : Operation, IDeclaredOperation
{
    public static OperationContract Declaration { get; } = new("bajaj.kyvImages", ["vehicleNumber", "mobile", "barcode"],
    [
        new("known"),
        new("unknown"),
        new("unavailable"),
    ]);

    public override OperationContract Contract => Declaration;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        var tag = KyvTag.Of(call.Text("vehicleNumber"), call.Text("mobile"), call.Text("barcode"));
        return await client.PostAsync("checkStatusKYVImages", quoted: false, stamp => BajajPayloads.Images(stamp, tag), cancel).ConfigureAwait(false) switch
        {
            BajajAnswer.Ok => CallResult.Of("known"),
            BajajAnswer.Declined => CallResult.Of("unknown"),
            var unavailable => unavailable.AsUnavailable(),
        };
    }
}

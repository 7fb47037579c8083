using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Values;
using Bot.Gateways.Partners.Shauryapay.Wire;

namespace Bot.Gateways.Partners.Shauryapay.Operations;

/// <summary>The agent's unused tags whose barcode ends with some digits; all of them when the digits are empty.</summary>
internal sealed class AvailableBarcodes(ShauryapayClient client) : Operation, IDeclaredOperation
{
    // What a session keeps and a person can page through.
    private const int MostShown = 200;

    public static OperationContract Declaration { get; } = new("shauryapay.availableBarcodes", ["agentId", "endsWith"],
        [new("found", "barcodes"), new("none"), new("unavailable")]);

    public override OperationContract Contract => Declaration;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        var answer = await ShauryapayStock.AskAsync(client, call.Text("agentId"), cancel).ConfigureAwait(false);
        if (answer is ShauryapayAnswer.Unavailable) return answer.AsUnavailable();
        if (answer is not ShauryapayAnswer.Ok ok) return CallResult.Of("none");

        var ending = call.Text("endsWith");
        var barcodes = ShauryapayStock.Unused(ok).Where(barcode => barcode.EndsWith(ending, StringComparison.Ordinal)).Take(MostShown).ToList();
        return barcodes.Count == 0
            ? CallResult.Of("none")
            : CallResult.Of("found", ("barcodes", Value.List(barcodes.Select(barcode => Value.Record(("barcode", barcode))))));
    }
}

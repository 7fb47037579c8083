using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Gateways.Partners.Shauryapay.Wire;

namespace Bot.Gateways.Partners.Shauryapay.Operations;

/// <summary>
/// The models of a maker. POST <c>/vehicleModelList</c>; the built-in list when the partner gives none, and <c>none</c> when that has none either.
/// </summary>
internal sealed class Models(ShauryapayClient client) : Operation, IDeclaredOperation
{
    public static OperationContract Declaration { get; } = new("shauryapay.models", ["sessionId", "agentId", "vehicleNumber", "maker"],
        [new("found", "models"), new("none"), new("unavailable")]);

    public override OperationContract Contract => Declaration;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        var maker = call.Chosen("maker", "name");
        var answer = await client.PostAsync("vehicleModelList", cancel,
            ("sessionId", call.Text("sessionId")),
            ("agent_id", call.Text("agentId")),
            ("vehicle_number", call.Text("vehicleNumber")),
            ("vehicleMake", maker)).ConfigureAwait(false);
        if (answer is ShauryapayAnswer.Unavailable) return answer.AsUnavailable();

        var models = (answer as ShauryapayAnswer.Ok)?.First?.Texts("vehicleModelList") ?? [];
        if (models.Count == 0) models = ShauryapayCatalogue.BuiltIn.ModelsOf(maker);
        return models.Count == 0 ? CallResult.Of("none") : CallResult.Of("found", ("models", Makers.Named(models)));
    }
}

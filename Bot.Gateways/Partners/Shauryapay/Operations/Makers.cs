using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Values;
using Bot.Gateways.Partners.Shauryapay.Wire;

namespace Bot.Gateways.Partners.Shauryapay.Operations;

/// <summary>Vehicle makers. POST <c>/vehicleMakerList</c>; the built-in list when the partner gives none.</summary>
internal sealed class Makers(ShauryapayClient client) : Operation, IDeclaredOperation
{
    public static OperationContract Declaration { get; } = new("shauryapay.makers", ["sessionId", "agentId", "vehicleNumber"], [new("found", "makers"), new("unavailable")]);

    public override OperationContract Contract => Declaration;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        var answer = await client.PostAsync("vehicleMakerList", cancel,
            ("sessionId", call.Text("sessionId")),
            ("agent_id", call.Text("agentId")),
            ("vehicle_number", call.Text("vehicleNumber"))).ConfigureAwait(false);
        if (answer is ShauryapayAnswer.Unavailable) return answer.AsUnavailable();

        var makers = (answer as ShauryapayAnswer.Ok)?.First?.Texts("vehicleMakerList") ?? [];
        return CallResult.Of("found", ("makers", Named(makers.Count > 0 ? makers : ShauryapayCatalogue.BuiltIn.Makers)));
    }

    /// <summary>Names as rows to choose from.</summary>
    internal static Value Named(IEnumerable<string> names) => Value.List(names.Select(name => Value.Record(("name", name))));
}
